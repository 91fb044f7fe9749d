package org.wsispark.slide;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wsispark.geometry.Mpp;

/** Which numbers are a microscope's resolution. */
class StatedResolutionTest {
  @Test
  void squarePixelsOfAScannerCount() {
    assertThat(StatedResolution.of(0.25, 0.25)).contains(new Mpp(0.25));
    assertThat(StatedResolution.of(0.499, 0.4993)).contains(new Mpp(0.499));
    assertThat(StatedResolution.of(20, 20)).contains(new Mpp(20));
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        0,
        -0.25,
        1e-30,
        1e30,
        // 72, 96 and 300 per inch.
        25_400 / 72.0,
        25_400 / 96.0,
        25_400 / 300.0,
        Double.NaN,
        Double.POSITIVE_INFINITY
      })
  void whatNoScannerHasIsNone(double um) {
    assertThat(StatedResolution.of(um, um)).isEmpty();
    assertThat(StatedResolution.of(0.25, um)).isEmpty();
  }
}
