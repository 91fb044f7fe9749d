package org.wsispark.geometry;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * An exact positive fraction in lowest terms. Used for downsamples and scales, where a rounded
 * double would make a pixel's owner depend on where the computation started.
 *
 * @param numerator at least 1
 * @param denominator at least 1
 */
public record Rational(long numerator, long denominator)
    implements Comparable<Rational>, Serializable {

  /** One. */
  public static final Rational ONE = new Rational(1, 1);

  /**
   * Reduces to lowest terms.
   *
   * @throws IllegalArgumentException when a part is below 1
   */
  public Rational {
    if (numerator < 1 || denominator < 1) {
      throw new IllegalArgumentException(
          "a rational here is positive, got " + numerator + "/" + denominator);
    }
    long divisor = gcd(numerator, denominator);
    numerator /= divisor;
    denominator /= divisor;
  }

  /**
   * A whole number.
   *
   * @param value at least 1
   * @return value / 1
   */
  public static Rational of(long value) {
    return new Rational(value, 1);
  }

  /**
   * The shortest decimal that reads back as the double, as an exact fraction: 0.499 becomes
   * 499/1000.
   *
   * @param value finite, above 0
   * @return the fraction
   * @throws ArithmeticException when it does not fit into longs
   */
  public static Rational ofDecimal(double value) {
    BigDecimal decimal = BigDecimal.valueOf(value).stripTrailingZeros();
    int scale = Math.max(0, decimal.scale());
    return new Rational(
        decimal.scaleByPowerOfTen(scale).longValueExact(),
        BigInteger.TEN.pow(scale).longValueExact());
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @param text {@code 4443/2221} or {@code 4}
   * @return the fraction
   * @throws IllegalArgumentException when it is no positive fraction
   */
  public static Rational parse(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? of(Long.parseLong(text))
        : new Rational(
            Long.parseLong(text.substring(0, slash)), Long.parseLong(text.substring(slash + 1)));
  }

  /**
   * The product.
   *
   * @param other the other factor
   * @return this times other
   * @throws ArithmeticException when it does not fit into longs
   */
  public Rational times(Rational other) {
    long a = gcd(numerator, other.denominator);
    long b = gcd(other.numerator, denominator);
    return new Rational(
        Math.multiplyExact(numerator / a, other.numerator / b),
        Math.multiplyExact(denominator / b, other.denominator / a));
  }

  /**
   * The quotient.
   *
   * @param other the divisor
   * @return this divided by other
   * @throws ArithmeticException when it does not fit into longs
   */
  public Rational dividedBy(Rational other) {
    return times(new Rational(other.denominator, other.numerator));
  }

  /**
   * The largest whole number not above value times this.
   *
   * @param value any
   * @return floor(value * this)
   * @throws ArithmeticException when an intermediate product does not fit into a long
   */
  public long floorOf(long value) {
    return Math.floorDiv(Math.multiplyExact(value, numerator), denominator);
  }

  /**
   * The smallest whole number not below value times this.
   *
   * @param value any
   * @return ceil(value * this)
   * @throws ArithmeticException when an intermediate product does not fit into a long
   */
  public long ceilOf(long value) {
    return -Math.floorDiv(-Math.multiplyExact(value, numerator), denominator);
  }

  /**
   * The nearest whole number to value times this, halves up.
   *
   * @param value any
   * @return floor(value * this + 1/2)
   * @throws ArithmeticException when an intermediate product does not fit into a long
   */
  public long roundOf(long value) {
    long twice = Math.multiplyExact(2, Math.multiplyExact(value, numerator));
    return Math.floorDiv(Math.addExact(twice, denominator), Math.multiplyExact(2, denominator));
  }

  /**
   * One over this.
   *
   * @return the reciprocal
   */
  public Rational inverse() {
    return new Rational(denominator, numerator);
  }

  /**
   * A fraction with small terms that is as good as equal: the last convergent of the continued
   * fraction whose terms stay within the bound. This itself when its terms already do; else it
   * differs by a relative 1/bound at most, mostly by far less.
   *
   * @param largestTerm bound of numerator and denominator, at least 1
   * @return the fraction
   * @throws IllegalArgumentException when this lies above the bound or below one over it
   */
  public Rational limitedTo(long largestTerm) {
    if (numerator / denominator > largestTerm || denominator / numerator > largestTerm) {
      throw new IllegalArgumentException(this + " is out of reach of terms up to " + largestTerm);
    }
    long p0 = 0;
    long q0 = 1;
    long p1 = 1;
    long q1 = 0;
    long a = numerator;
    long b = denominator;
    while (b != 0) {
      long whole = a / b;
      // A term of 0 (the start of the expansion) cannot pass the bound whatever it is times.
      boolean passes =
          (p1 > 0 && whole > (largestTerm - p0) / p1)
              || (q1 > 0 && whole > (largestTerm - q0) / q1);
      if (passes) {
        break;
      }
      long p2 = whole * p1 + p0;
      long q2 = whole * q1 + q0;
      p0 = p1;
      q0 = q1;
      p1 = p2;
      q1 = q2;
      long rest = a - whole * b;
      a = b;
      b = rest;
    }
    return new Rational(p1, q1);
  }

  /**
   * The nearest double.
   *
   * @return numerator / denominator
   */
  public double toDouble() {
    return (double) numerator / (double) denominator;
  }

  @Override
  public int compareTo(Rational other) {
    return BigInteger.valueOf(numerator)
        .multiply(BigInteger.valueOf(other.denominator))
        .compareTo(BigInteger.valueOf(other.numerator).multiply(BigInteger.valueOf(denominator)));
  }

  /** As {@code 4443/2221}, or {@code 4} for a whole number. */
  @Override
  public String toString() {
    return denominator == 1 ? Long.toString(numerator) : numerator + "/" + denominator;
  }

  private static long gcd(long a, long b) {
    while (b != 0) {
      long rest = a % b;
      a = b;
      b = rest;
    }
    return a;
  }
}
