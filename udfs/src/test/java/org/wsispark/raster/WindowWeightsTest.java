package org.wsispark.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WindowWeightsTest {

  @Test
  void risesFromOneToTheMiddleAndFallsBack() {
    assertThat(along(WindowWeights.ofSide(6))).containsExactly(1, 2, 3, 3, 2, 1);
    assertThat(along(WindowWeights.ofSide(5))).containsExactly(1, 2, 3, 2, 1);
    assertThat(along(WindowWeights.ofSide(1))).containsExactly(1);
  }

  @Test
  void halfOverlappingWindowsBlendLinearly() {
    WindowWeights weights = WindowWeights.ofSide(128);
    int[] sums =
        IntStream.range(0, 64).map(i -> weights.along(i) + weights.along(i + 64)).toArray();
    assertThat(sums).containsOnly(65);
  }

  @Test
  void refusesASideWithoutPixels() {
    assertThatThrownBy(() -> WindowWeights.ofSide(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 px");
    assertThatThrownBy(() -> WindowWeights.ofSide(WindowWeights.LONGEST_SIDE + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static int[] along(WindowWeights weights) {
    return IntStream.range(0, weights.side()).map(weights::along).toArray();
  }
}
