package org.wsispark.jobs.patches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wsispark.errors.WsiException;

class CostEstimateTest {
  @TempDir Path folder;

  @Test
  void costsAreSumsOfWhatIsUsed() {
    Prices prices = new Prices("test", "today", 0.02, 5, 1, 0.1, 3.6);
    SetCost cost = new SetCost(3_000_000_000L, 2_000_000_000L, 500, 200, 1_000);
    assertThat(cost.usdPerMonth(prices)).isCloseTo(0.06, within(1e-12));
    assertThat(cost.usdToMake(prices)).isCloseTo(0.2 + 0.5 + 1 + 1, within(1e-12));
    assertThat(cost.line("raw", prices))
        .contains(
            "stores 3000.000 MB, moves 2000.000 MB", "USD 2.70 to make", "USD 0.060000 a month");
    assertThat(cost.figures(prices)).containsEntry("gets", 500L).containsEntry("puts", 200L);
  }

  @Test
  void encodingsStandInTheOrderOfWhatTheyStore() {
    long patches = 10_000;
    CostEstimate estimate = new CostEstimate(patches, patches * 65_536, patches * 20_000, 30);
    long[] stored =
        Arrays.stream(
                new Encoding[] {
                  Encoding.REFERENCE, Encoding.JPEG, Encoding.PNG, Encoding.RAW,
                })
            .mapToLong(encoding -> estimate.of(encoding, 90).storedBytes())
            .toArray();
    assertThat(stored).isSorted();
    assertThat(estimate.of(Encoding.RAW, 90).storedBytes()).isEqualTo(3 * patches * 65_536);
    assertThat(estimate.of(Encoding.SOURCE, 90).storedBytes())
        .as("tiles and their tables")
        .isBetween(patches * 20_000, patches * 21_000);
    assertThat(estimate.of(Encoding.REFERENCE, 90).movedBytes())
        .isLessThan(estimate.of(Encoding.SOURCE, 90).movedBytes() / 100);
    assertThat(estimate.figures(90, Prices.defaults()).keySet())
        .containsExactlyElementsOf(Encoding.names());
    assertThat(estimate.lines(90, Prices.defaults())).hasSize(1 + Encoding.values().length);
    double last = 0;
    for (int quality = 1; quality <= 100; quality++) {
      double bytes = CostEstimate.jpegBytesPerPx(quality);
      assertThat(bytes).as("quality %d", quality).isGreaterThan(last).isLessThan(1);
      last = bytes;
    }
  }

  @Test
  void aPriceFileOverridesWhatItNames() throws IOException {
    Path file = folder.resolve("prices.yaml");
    Files.writeString(file, "usd-per-gb-month: 0.01\nas-of: '2030-01-01'\n");
    Prices prices = Prices.of(file.toString());
    assertThat(prices.usdPerGbMonth()).isEqualTo(0.01);
    assertThat(prices.asOf()).isEqualTo("2030-01-01");
    assertThat(prices.usdPerCoreHour()).isEqualTo(Prices.defaults().usdPerCoreHour());
    assertThat(Prices.of("")).isEqualTo(Prices.defaults());
    for (Map.Entry<String, String> wrong :
        Map.of(
                "usd-per-gb-monht: 1",
                "Did you mean usd-per-gb-month?",
                "usd-per-core-hour: -1",
                "usd-per-core-hour is -1.0")
            .entrySet()) {
      Files.writeString(file, wrong.getKey());
      assertThatThrownBy(() -> Prices.of(file.toString()))
          .isInstanceOf(WsiException.class)
          .hasMessageContaining(wrong.getValue());
    }
  }
}
