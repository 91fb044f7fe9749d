package org.wsispark.slide;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any text as an Aperio description: no failure, and no text but numbers gets through. */
class AperioDescriptionFuzzTest {

  @FuzzTest(maxDuration = "30m")
  void description(FuzzedDataProvider data) {
    String text = data.consumeRemainingAsString();
    AperioDescription description = AperioDescription.parse(text);
    assertThat(description.properties().values())
        .allSatisfy(value -> assertThat(value).matches("[-+0-9.,]+"));
    assertThat(description.dropped()).isBetween(0, text.length());
    description.mpp().ifPresent(mpp -> assertThat(mpp.umPerPx()).isGreaterThan(0));
    description.appMag().ifPresent(power -> assertThat(power).isPositive().isFinite());
    assertThat(AperioDescription.secondLineWord(text)).doesNotContain(" ");
  }
}
