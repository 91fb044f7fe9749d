package org.wsispark.inference;

/** Probabilities as whole numbers of 1/65535, so that their sums do not depend on the order. */
public final class ProbabilityScale {
  /** The number that stands for probability 1. */
  public static final int ONE = 65_535;

  private ProbabilityScale() {}

  /**
   * The nearest whole number of 1/65535, halves up.
   *
   * @param probability from 0 to 1
   * @return 0 to {@link #ONE}
   * @throws IllegalArgumentException when it is not a number from 0 to 1
   */
  public static int quantize(float probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException(probability + " is no probability");
    }
    return (int) (probability * (double) ONE + 0.5);
  }

  /**
   * The smallest whole number of 1/65535 that is not below a threshold.
   *
   * @param threshold above 0, at most 1
   * @return 1 to {@link #ONE}; a pixel is at or above the threshold when its number is not below it
   * @throws IllegalArgumentException when the threshold is not within its bounds
   */
  public static int level(double threshold) {
    if (!(threshold > 0 && threshold <= 1)) {
      throw new IllegalArgumentException(threshold + " is no threshold above 0 and at most 1");
    }
    return (int) Math.max(1, Math.ceil(threshold * ONE));
  }

  /**
   * The probability that a whole number stands for.
   *
   * @param value 0 to {@link #ONE}
   * @return value / 65535
   */
  public static double toProbability(int value) {
    return value / (double) ONE;
  }
}
