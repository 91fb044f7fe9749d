package org.wsispark.inference;

import java.util.Arrays;
import org.wsispark.geometry.PixelRect;

/**
 * What the windows of one block add to a rectangle of a block's area that several blocks reach:
 * sums of weight times quantized probability, and of weights. Sums of whole numbers, so
 * contributions may be added in any order. Not copied: whoever hands in arrays leaves them alone.
 *
 * @param source the block whose windows these are
 * @param target the block that owns the pixels; may be the source itself
 * @param rect output pixels, inside the target's area
 * @param sums in order of class, row, column; a multiple of weights.length values
 * @param weights in order of row, column; 0 where no window of the source reached
 */
@SuppressWarnings("ArrayRecordComponent")
public record BorderSums(int source, int target, PixelRect rect, long[] sums, long[] weights) {

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException when they do not fit together
   */
  public BorderSums {
    if (source < 0
        || target < 0
        || rect.isEmpty()
        || weights.length != rect.area()
        || sums.length == 0
        || sums.length % weights.length != 0) {
      throw new IllegalArgumentException(
          "%d sums and %d weights are no border of block %d over %s"
              .formatted(sums.length, weights.length, target, rect));
    }
  }

  /**
   * The number of classes.
   *
   * @return at least 1
   */
  public int classes() {
    return sums.length / weights.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BorderSums that
        && source == that.source
        && target == that.target
        && rect.equals(that.rect)
        && Arrays.equals(sums, that.sums)
        && Arrays.equals(weights, that.weights);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * source + target) + Arrays.hashCode(sums);
  }

  @Override
  public String toString() {
    return "BorderSums[" + source + " to " + target + ", " + rect + "]";
  }
}
