package org.wsispark.raster;

/**
 * How far two masks agree.
 *
 * @param intersection pixels in both
 * @param union pixels in at least one
 */
public record MaskOverlap(long intersection, long union) {

  /** Two empty masks, or none compared yet. */
  public static final MaskOverlap NONE = new MaskOverlap(0, 0);

  /**
   * Compares.
   *
   * @param a a mask
   * @param b another of its size
   * @return their overlap
   */
  public static MaskOverlap of(BitMask a, BitMask b) {
    BitMask both = a.copy();
    both.and(b);
    BitMask any = a.copy();
    any.or(b);
    return new MaskOverlap(both.count(), any.count());
  }

  /**
   * That of two pairs of masks together.
   *
   * @param other of another pair
   * @return the sums
   */
  public MaskOverlap plus(MaskOverlap other) {
    return new MaskOverlap(intersection + other.intersection, union + other.union);
  }

  /**
   * Intersection over union.
   *
   * @return 0 to 1; 1 for masks that are both empty
   */
  public double iou() {
    return union == 0 ? 1 : (double) intersection / union;
  }
}
