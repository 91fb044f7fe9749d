package org.wsispark.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RationalLimitTest {

  @Test
  void keepsFractionsWithinTheBound() {
    SplittableRandom random = new SplittableRandom(11);
    for (int k = 0; k < 1_000; k++) {
      Rational value = new Rational(random.nextLong(1, 5_000), random.nextLong(1, 5_000));
      assertThat(value.limitedTo(5_000)).isEqualTo(value);
    }
    assertThat(new Rational(4443, 2221).limitedTo(4443)).isEqualTo(new Rational(4443, 2221));
  }

  @Test
  void staysNearWithSmallTerms() {
    SplittableRandom random = new SplittableRandom(12);
    long bound = 1L << 24;
    for (int k = 0; k < 1_000; k++) {
      Rational value =
          new Rational(random.nextLong(1, 1L << 50), random.nextLong(1L << 40, 1L << 50));
      if (value.toDouble() < 1.0 / bound) {
        continue;
      }
      Rational limited = value.limitedTo(bound);
      assertThat(limited.numerator()).isLessThanOrEqualTo(bound);
      assertThat(limited.denominator()).isLessThanOrEqualTo(bound);
      assertThat(limited.toDouble() / value.toDouble() - 1)
          .as("%s as %s", value, limited)
          .isBetween(-2.0 / bound, 2.0 / bound);
    }
    // Known best approximations of pi, from its continued fraction.
    Rational pi = Rational.ofDecimal(Math.PI);
    assertThat(pi.limitedTo(400)).isEqualTo(new Rational(355, 113));
    assertThat(pi.inverse().limitedTo(30)).isEqualTo(new Rational(7, 22));
  }

  @Test
  void refusesValuesOutOfReach() {
    assertThatThrownBy(() -> Rational.of(101).limitedTo(100))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Rational(1, 101).limitedTo(100))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
