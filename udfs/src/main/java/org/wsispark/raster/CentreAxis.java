package org.wsispark.raster;

import java.math.BigInteger;
import org.wsispark.geometry.Rational;
import org.wsispark.geometry.Ring;

/**
 * The pixel centres of one axis of a mask, in exact arithmetic. Centre i lies at (i+1/2) * d px.
 * With d = p/q that is (2i+1) * n / s micro-pixels, where n/s = 10^6 p / 2q in lowest terms. All
 * comparisons are made after multiplying by s ("scaled"), so they are between integers.
 */
final class CentreAxis {
  /** Scaled coordinates below this leave room for differences and for two further centres. */
  private static final long NARROW = 1L << 61;

  final long n;
  final long scale;
  private final BigInteger wideN;
  private final BigInteger wideScale;
  private final boolean fits;

  CentreAxis(Rational downsample) {
    BigInteger top =
        BigInteger.valueOf(downsample.numerator()).multiply(BigInteger.valueOf(Ring.MICRO));
    BigInteger bottom = BigInteger.valueOf(downsample.denominator()).shiftLeft(1);
    BigInteger divisor = top.gcd(bottom);
    this.wideN = top.divide(divisor);
    this.wideScale = bottom.divide(divisor);
    this.fits = wideN.bitLength() < 60 && wideScale.bitLength() < 60;
    this.n = fits ? wideN.longValueExact() : 0;
    this.scale = fits ? wideScale.longValueExact() : 0;
  }

  /** Whether scaled coordinates up to this magnitude can be handled in longs. */
  boolean isNarrow(long largestMicroPx) {
    return fits
        && Math.multiplyHigh(largestMicroPx, scale) == 0
        && largestMicroPx * scale >= 0
        && largestMicroPx * scale < NARROW;
  }

  /** The first i whose centre is at or after a coordinate, limited to the range of ints. */
  int firstCentreAtOrAfter(long microPx, boolean narrow) {
    if (narrow) {
      return saturated(-Math.floorDiv(n - microPx * scale, 2 * n));
    }
    BigInteger scaled = BigInteger.valueOf(microPx).multiply(wideScale);
    return saturated(ceilDiv(scaled.subtract(wideN), wideN.shiftLeft(1)));
  }

  /** Centre i, scaled, for an i that lies beside a narrow coordinate. */
  long centre(int i) {
    return (2L * i + 1) * n;
  }

  BigInteger wideCentre(int i) {
    return BigInteger.valueOf(2L * i + 1).multiply(wideN);
  }

  BigInteger wideScaled(long microPx) {
    return BigInteger.valueOf(microPx).multiply(wideScale);
  }

  BigInteger wideStep() {
    return wideN.shiftLeft(1);
  }

  static BigInteger ceilDiv(BigInteger value, BigInteger positiveDivisor) {
    BigInteger[] parts = value.divideAndRemainder(positiveDivisor);
    return parts[1].signum() > 0 ? parts[0].add(BigInteger.ONE) : parts[0];
  }

  static int saturated(BigInteger value) {
    return value.bitLength() < Long.SIZE
        ? saturated(value.longValue())
        : value.signum() < 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE;
  }

  private static int saturated(long value) {
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
  }
}
