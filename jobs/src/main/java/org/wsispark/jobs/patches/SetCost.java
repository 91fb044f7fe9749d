package org.wsispark.jobs.patches;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What images of a set take.
 *
 * @param storedBytes of images, or of what stands for them; keys, labels and masks are not in
 * @param movedBytes read from slides
 * @param gets requests that read slides, 0 where they are local
 * @param puts requests that write tables
 * @param coreSeconds of tasks
 */
record SetCost(long storedBytes, long movedBytes, long gets, long puts, double coreSeconds) {
  private static final double GB = 1e9;
  private static final double SECONDS_PER_HOUR = 3_600;

  double usdPerMonth(Prices prices) {
    return storedBytes / GB * prices.usdPerGbMonth();
  }

  double usdToMake(Prices prices) {
    return movedBytes / GB * prices.usdPerGbEgress()
        + gets / 1e3 * prices.usdPerThousandGets()
        + puts / 1e3 * prices.usdPerThousandPuts()
        + coreSeconds / SECONDS_PER_HOUR * prices.usdPerCoreHour();
  }

  /** One line for people. */
  String line(String encoding, Prices prices) {
    return String.format(
        Locale.ROOT,
        "%-9s stores %.3f MB, moves %.3f MB: %s to make, %s a month",
        encoding,
        storedBytes / 1e6,
        movedBytes / 1e6,
        usd(usdToMake(prices)),
        usd(usdPerMonth(prices)));
  }

  private static String usd(double usd) {
    return String.format(Locale.ROOT, usd < 0.1 ? "USD %.6f" : "USD %.2f", usd);
  }

  /** The same by name, for programs. */
  Map<String, Object> figures(Prices prices) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("stored_bytes", storedBytes);
    figures.put("moved_bytes", movedBytes);
    figures.put("gets", gets);
    figures.put("puts", puts);
    figures.put("core_seconds", coreSeconds);
    figures.put("usd_to_make", usdToMake(prices));
    figures.put("usd_per_month", usdPerMonth(prices));
    return figures;
  }
}
