package org.wsispark.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wsispark.raster.BitMask;

class ProbabilityMaskTest {
  private static final WindowGrid GRID = new WindowGrid(211, 133, 48, 24, 4);
  private static final BlockGrid BLOCKS = new BlockGrid(GRID, 2);

  @ParameterizedTest
  @ValueSource(doubles = {1e-9, 0.25, 0.5, 0.75, 1})
  void holdsThePixelsAtOrAboveTheThreshold(double threshold) {
    Function<Window, float[]> prediction = ProbabilityMaskTest::prediction;
    int[][][] truth = StitchOracle.stitch(GRID, 2, w -> w.column() != 4, prediction);
    Map<Integer, StitchedBlock> stitched =
        new Stitcher(BLOCKS, 2, 5).stitch(w -> w.column() != 4, prediction);
    ProbabilityMask mask = new ProbabilityMask(BLOCKS, 2, threshold);
    stitched.values().forEach(mask::add);
    long foreground = 0;
    for (int label = 0; label < 2; label++) {
      BitMask actual = mask.masks().get(label);
      for (int y = 0; y < truth[0].length; y++) {
        for (int x = 0; x < truth[0][0].length; x++) {
          int value = truth[label][y][x];
          boolean reached = value != StitchOracle.UNREACHED;
          boolean expected = reached && value / 65535.0 >= threshold;
          assertThat(actual.get(x, y)).as("class %d (%d, %d)", label, x, y).isEqualTo(expected);
          assertThat(mask.covered().get(x, y)).isEqualTo(reached);
          foreground += expected ? 1 : 0;
        }
      }
    }
    assertThat(foreground).isPositive();
  }

  @Test
  void refusesABlockTwiceAndABlockOfAnotherGrid() {
    Map<Integer, StitchedBlock> stitched =
        new Stitcher(BLOCKS, 2, 5).stitch(w -> true, ProbabilityMaskTest::prediction);
    ProbabilityMask mask = new ProbabilityMask(BLOCKS, 2, 0.5);
    mask.add(stitched.get(0));
    assertThatThrownBy(() -> mask.add(stitched.get(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("comes twice");
    ProbabilityMask other = new ProbabilityMask(new BlockGrid(GRID, 3), 2, 0.5);
    assertThatThrownBy(() -> other.add(stitched.get(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAThresholdThatEveryPixelPasses() {
    assertThatThrownBy(() -> new ProbabilityMask(BLOCKS, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("threshold");
  }

  /** Zero, one half as nearly as 16 bits say it, or one for a whole window, and noise. */
  private static float[] prediction(Window window) {
    SplittableRandom random = new SplittableRandom(window.row() * 100L + window.column());
    float[] values = new float[2 * GRID.sidePx() * GRID.sidePx()];
    int kind = random.nextInt(4);
    for (int k = 0; k < values.length; k++) {
      values[k] = kind == 3 ? (float) random.nextDouble() : kind / 2f;
    }
    return values;
  }
}
