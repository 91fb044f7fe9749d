package org.wsispark.inference;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Whole-image stitching by the definition, pixel by pixel over all windows, in decimals. Knows
 * nothing of blocks.
 */
final class StitchOracle {
  /** Stands for a pixel that no window reached. */
  static final int UNREACHED = -1;

  private StitchOracle() {}

  /** Values [class][y][x] over the whole output grid. */
  static int[][][] stitch(
      WindowGrid grid,
      int classes,
      Predicate<Window> wanted,
      Function<Window, float[]> prediction) {
    int width = (int) Math.ceil(grid.frameWidth() / (double) grid.outputDownsample());
    int height = (int) Math.ceil(grid.frameHeight() / (double) grid.outputDownsample());
    BigDecimal[][][] sums = new BigDecimal[classes + 1][height][width];
    int side = grid.windowPx() / grid.outputDownsample();
    int margin = (grid.windowPx() - grid.stridePx()) / 2;
    for (int row = 0; row * grid.stridePx() < grid.frameHeight(); row++) {
      for (int column = 0; column * grid.stridePx() < grid.frameWidth(); column++) {
        Window window = new Window(column, row);
        if (!wanted.test(window)) {
          continue;
        }
        float[] values = prediction.apply(window);
        int left = (column * grid.stridePx() - margin) / grid.outputDownsample();
        int top = (row * grid.stridePx() - margin) / grid.outputDownsample();
        for (int k = 0; k < side * side; k++) {
          int x = left + k % side;
          int y = top + k / side;
          if (x < 0 || y < 0 || x >= width || y >= height) {
            continue;
          }
          BigDecimal weight =
              BigDecimal.valueOf(bump(k % side, side))
                  .multiply(BigDecimal.valueOf(bump(k / side, side)));
          add(sums[classes], x, y, weight);
          for (int label = 0; label < classes; label++) {
            add(sums[label], x, y, weight.multiply(steps(values[label * side * side + k])));
          }
        }
      }
    }
    int[][][] means = new int[classes][height][width];
    for (int label = 0; label < classes; label++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          BigDecimal weight = sums[classes][y][x];
          means[label][y][x] =
              weight == null
                  ? UNREACHED
                  : sums[label][y][x].divide(weight, 0, RoundingMode.HALF_UP).intValueExact();
        }
      }
    }
    return means;
  }

  private static void add(BigDecimal[][] sums, int x, int y, BigDecimal value) {
    sums[y][x] = sums[y][x] == null ? value : sums[y][x].add(value);
  }

  /** Pixels to the nearer edge, itself included. */
  private static int bump(int i, int side) {
    return i < side - 1 - i ? i + 1 : side - i;
  }

  private static BigDecimal steps(float probability) {
    return new BigDecimal(probability)
        .multiply(BigDecimal.valueOf(65535))
        .setScale(0, RoundingMode.HALF_UP);
  }
}
