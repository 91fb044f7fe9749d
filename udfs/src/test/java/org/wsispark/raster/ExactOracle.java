package org.wsispark.raster;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Rational;
import org.wsispark.geometry.Ring;

/**
 * The rule {@code exact} word for word: for every pixel the ring's crossings at the centre's height
 * as fractions of whole numbers of any size, sorted, and the centre looked up between them. It
 * shares no arithmetic with the rasterizer.
 */
final class ExactOracle {
  /** numerator / denominator, not reduced, denominator above 0. */
  private record Fraction(BigInteger numerator, BigInteger denominator)
      implements Comparable<Fraction> {
    static Fraction of(long value) {
      return new Fraction(BigInteger.valueOf(value), BigInteger.ONE);
    }

    /** (index + 1/2) * downsample, in micro-pixels. */
    static Fraction centre(int index, Rational downsample) {
      return new Fraction(
          BigInteger.valueOf(2L * index + 1)
              .multiply(BigInteger.valueOf(downsample.numerator()))
              .multiply(BigInteger.valueOf(1_000_000)),
          BigInteger.valueOf(downsample.denominator()).multiply(BigInteger.TWO));
    }

    Fraction minus(Fraction other) {
      return new Fraction(
          numerator.multiply(other.denominator).subtract(other.numerator.multiply(denominator)),
          denominator.multiply(other.denominator));
    }

    Fraction plus(Fraction other) {
      return minus(new Fraction(other.numerator.negate(), other.denominator));
    }

    Fraction times(long up, long down) {
      BigInteger sign = BigInteger.valueOf(Long.signum(down));
      return new Fraction(
          numerator.multiply(BigInteger.valueOf(up)).multiply(sign),
          denominator.multiply(BigInteger.valueOf(down)).multiply(sign));
    }

    @Override
    public int compareTo(Fraction other) {
      return minus(other).numerator.signum();
    }
  }

  private ExactOracle() {}

  static BitMask mask(
      List<Ring> positive, List<Ring> negative, Downsample downsample, PixelRect window) {
    BitMask mask = new BitMask(window.width(), window.height());
    for (int j = 0; j < window.height(); j++) {
      Fraction y = Fraction.centre(window.y() + j, downsample.y());
      List<List<Fraction>> in = positive.stream().map(ring -> crossings(ring, y)).toList();
      List<List<Fraction>> out = negative.stream().map(ring -> crossings(ring, y)).toList();
      for (int i = 0; i < window.width(); i++) {
        Fraction x = Fraction.centre(window.x() + i, downsample.x());
        if (in.stream().anyMatch(row -> inside(row, x))
            && out.stream().noneMatch(row -> inside(row, x))) {
          mask.set(i, j, true);
        }
      }
    }
    return mask;
  }

  private static List<Fraction> crossings(Ring ring, Fraction y) {
    List<Fraction> crossings = new ArrayList<>();
    for (int k = 0; k < ring.size(); k++) {
      int next = (k + 1) % ring.size();
      Fraction y0 = Fraction.of(ring.yMicroPx(k));
      Fraction y1 = Fraction.of(ring.yMicroPx(next));
      Fraction least = y0.compareTo(y1) < 0 ? y0 : y1;
      Fraction most = least == y0 ? y1 : y0;
      if (least.compareTo(y) <= 0 && y.compareTo(most) < 0) {
        long dx = ring.xMicroPx(next) - ring.xMicroPx(k);
        long dy = ring.yMicroPx(next) - ring.yMicroPx(k);
        crossings.add(Fraction.of(ring.xMicroPx(k)).plus(y.minus(y0).times(dx, dy)));
      }
    }
    crossings.sort(null);
    return crossings;
  }

  private static boolean inside(List<Fraction> crossings, Fraction x) {
    for (int k = 0; k + 1 < crossings.size(); k += 2) {
      if (crossings.get(k).compareTo(x) <= 0 && x.compareTo(crossings.get(k + 1)) < 0) {
        return true;
      }
    }
    return false;
  }
}
