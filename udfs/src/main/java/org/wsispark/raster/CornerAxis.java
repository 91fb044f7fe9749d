package org.wsispark.raster;

import java.math.BigInteger;
import org.wsispark.geometry.Rational;
import org.wsispark.geometry.Ring;

/**
 * The pixel corners of one axis of a mask, in micro-pixels: corner i lies at i * d px, rounded to
 * the nearest micro-pixel (halves up).
 *
 * <p>Rounding cannot flip a centre. Corner i lies d/2 px from the centres i-1/2 and i+1/2 on its
 * two sides and is moved by at most 1/2 micro-pixel. As d is at least 2 micro-pixels, d/2 px is at
 * least 1 micro-pixel, so the rounded corner still lies strictly between the same two centres. The
 * edges of a traced ring are parallel to the axes and both ends of an edge are rounded alike, so
 * they stay parallel, and every centre is on the same side of every edge as before.
 */
final class CornerAxis {
  private final BigInteger numerator;
  private final BigInteger denominator;
  private final int offset;
  private final long[] known;

  /**
   * An axis of some corners.
   *
   * @param offset the grid's corner that is corner 0 here
   * @param size corners 0 to size inclusive are asked for
   */
  CornerAxis(Rational downsample, int offset, int size) {
    BigInteger micro = BigInteger.valueOf(Ring.MICRO);
    numerator = BigInteger.valueOf(downsample.numerator()).multiply(micro);
    denominator = BigInteger.valueOf(downsample.denominator());
    if (numerator.compareTo(denominator.shiftLeft(1)) < 0) {
      throw new IllegalArgumentException(
          "outlines need a downsample of at least 2/1000000, got " + downsample);
    }
    this.offset = offset;
    this.known = new long[size + 1];
  }

  /** Corner i in micro-pixels. Corner 0 of the grid is at 0, so 0 can mean "not computed yet". */
  long microPx(int i) {
    if (known[i] == 0) {
      BigInteger twice =
          numerator.multiply(BigInteger.valueOf(2L * ((long) offset + i))).add(denominator);
      BigInteger[] parts = twice.divideAndRemainder(denominator.shiftLeft(1));
      known[i] =
          (parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0]).longValueExact();
    }
    return known[i];
  }
}
