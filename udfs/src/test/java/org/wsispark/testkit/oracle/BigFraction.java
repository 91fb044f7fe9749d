package org.wsispark.testkit.oracle;

import java.math.BigInteger;
import org.wsispark.geometry.Rational;

/**
 * A fraction of whole numbers of any size, so that an oracle shares no arithmetic with production.
 *
 * @param over numerator
 * @param under denominator, above 0; not reduced
 */
public record BigFraction(BigInteger over, BigInteger under) implements Comparable<BigFraction> {
  /** Nothing. */
  public static final BigFraction ZERO = of(0, 1);

  /** Puts the sign into the numerator. */
  public BigFraction {
    if (under.signum() == 0) {
      throw new ArithmeticException(over + " / 0");
    }
    if (under.signum() < 0) {
      over = over.negate();
      under = under.negate();
    }
  }

  /** over / under. */
  public static BigFraction of(long over, long under) {
    return new BigFraction(BigInteger.valueOf(over), BigInteger.valueOf(under));
  }

  /** The same value. */
  public static BigFraction of(Rational value) {
    return of(value.numerator(), value.denominator());
  }

  /** this + other. */
  public BigFraction plus(BigFraction other) {
    return new BigFraction(
        over.multiply(other.under).add(other.over.multiply(under)), under.multiply(other.under));
  }

  /** this - other. */
  public BigFraction minus(BigFraction other) {
    return plus(new BigFraction(other.over.negate(), other.under));
  }

  /** this * other. */
  public BigFraction times(BigFraction other) {
    return new BigFraction(over.multiply(other.over), under.multiply(other.under));
  }

  /** this / other. */
  public BigFraction dividedBy(BigFraction other) {
    return times(new BigFraction(other.under, other.over));
  }

  /** The larger. */
  public BigFraction max(BigFraction other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** The smaller. */
  public BigFraction min(BigFraction other) {
    return compareTo(other) <= 0 ? this : other;
  }

  /** The whole number next to it, a half going up; for values from 0 on. */
  public BigInteger rounded() {
    return over.shiftLeft(1).add(under).divide(under.shiftLeft(1));
  }

  /** By value: 1/2 and 2/4 compare as equal, though they are not the same record. */
  @Override
  public int compareTo(BigFraction other) {
    return over.multiply(other.under).compareTo(other.over.multiply(under));
  }
}
