package org.wsispark.raster;

import org.wsispark.geometry.Rational;

/**
 * How target pixels lie over source pixels along one axis, in units that divide both: target pixel
 * i is [offset + i * numerator, offset + (i + 1) * numerator), source pixel k is [k * denominator,
 * (k + 1) * denominator).
 *
 * @param numerator units per target pixel, 1 to 2^27
 * @param denominator units per source pixel, 1 to 2^27
 * @param offset where target pixel 0 starts, in units; any
 */
public record ShiftedScale(long numerator, long denominator, long offset) {
  /** Keeps 2 * 255 * area, the largest sum, inside a long. */
  public static final long LARGEST_TERM = 1L << 27;

  /**
   * Checks the terms.
   *
   * @throws IllegalArgumentException when one is out of its range
   */
  public ShiftedScale {
    if (Math.min(numerator, denominator) < 1 || Math.max(numerator, denominator) > LARGEST_TERM) {
      throw new IllegalArgumentException(
          "scale %d/%d has terms above 2^27 or below 1".formatted(numerator, denominator));
    }
  }

  /**
   * Without a shift: both grids start at the same place.
   *
   * @param sourcePerTarget source pixels per target pixel
   * @return the scale
   * @throws IllegalArgumentException when a term passes 2^27
   */
  public static ShiftedScale of(Rational sourcePerTarget) {
    return new ShiftedScale(sourcePerTarget.numerator(), sourcePerTarget.denominator(), 0);
  }

  /** The source pixel that holds the start of a target pixel. */
  long floorOf(long target) {
    return Math.floorDiv(offset + Math.multiplyExact(target, numerator), denominator);
  }

  /** The first source pixel that starts at or after the start of a target pixel. */
  long ceilOf(long target) {
    return -Math.floorDiv(-(offset + Math.multiplyExact(target, numerator)), denominator);
  }
}
