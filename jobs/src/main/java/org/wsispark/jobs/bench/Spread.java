package org.wsispark.jobs.bench;

import java.util.Collection;
import java.util.Locale;

/**
 * The middle and the ends of some values.
 *
 * @param median the middle one, or the mean of the middle two
 * @param min the least
 * @param max the greatest
 * @param count how many
 */
public record Spread(double median, double min, double max, int count) {

  /** Of at least one value. */
  static Spread of(Collection<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("no values have no spread");
    }
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1], sorted.length);
  }

  /** Such as {@code 1.52 (1.49–1.60)}, with as many decimals as the size asks for. */
  String text() {
    int decimals = median >= 100 ? 0 : median >= 10 ? 1 : 2;
    String form = "%." + decimals + "f";
    return String.format(Locale.ROOT, form + " (" + form + "–" + form + ")", median, min, max);
  }
}
