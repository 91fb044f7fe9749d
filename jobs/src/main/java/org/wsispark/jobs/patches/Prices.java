package org.wsispark.jobs.patches;

import java.nio.file.Path;
import java.util.Map;
import org.wsispark.jobs.options.Key;
import org.wsispark.jobs.options.OptionsError;
import org.wsispark.jobs.options.OptionsResolver;

/** What storage, requests, bytes on the way and computing cost, for the costs that are printed. */
public record Prices(
    @Key("Where the figures are from. They are yours to check: contracts and regions differ.")
        String source,
    @Key("When they were looked up.") String asOf,
    @Key("To store a GB (10^9 bytes) for a month.") double usdPerGbMonth,
    @Key("A thousand requests that write.") double usdPerThousandPuts,
    @Key("A thousand requests that read.") double usdPerThousandGets,
    @Key("To move a GB from the store to where it is read; 0 within one region.")
        double usdPerGbEgress,
    @Key("A core for an hour.") double usdPerCoreHour) {

  /** Checks that nothing is negative. */
  public Prices {
    check("usd-per-gb-month", usdPerGbMonth);
    check("usd-per-thousand-puts", usdPerThousandPuts);
    check("usd-per-thousand-gets", usdPerThousandGets);
    check("usd-per-gb-egress", usdPerGbEgress);
    check("usd-per-core-hour", usdPerCoreHour);
  }

  private static void check(String key, double usd) {
    if (!(usd >= 0 && usd < 1e6)) {
      throw OptionsError.badValue(key, usd, "it lies from 0 to a million");
    }
  }

  /** Read and computed in the region where it lies. */
  public static Prices defaults() {
    return new Prices(
        "list prices of Amazon S3 Standard and of c7i instances on demand, us-east-1",
        "2024-06-01",
        0.023,
        0.005,
        0.0004,
        0,
        0.0446);
  }

  /**
   * Of a file with some of the keys; the others are as in conf/prices.yaml.
   *
   * @param file YAML, or empty for none
   */
  static Prices of(String file) {
    return file.isEmpty()
        ? defaults()
        : OptionsResolver.resolve(defaults(), Path.of(file), Map.of());
  }
}
