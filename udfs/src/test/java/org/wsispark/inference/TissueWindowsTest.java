package org.wsispark.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.Rational;
import org.wsispark.pixel.TissueMask;
import org.wsispark.raster.BitMask;

class TissueWindowsTest {

  @Test
  void everyOutputPixelIsTheTissueAtItsCentre() {
    SplittableRandom random = new SplittableRandom(17);
    long foreground = 0;
    for (int trial = 0; trial < 60; trial++) {
      WindowGrid grid = new WindowGrid(1 + random.nextInt(300), 1 + random.nextInt(300), 32, 16, 4);
      Downsample frame = Downsample.ofSizes(4443, 3567, 2221, 1783);
      Downsample coarse = new Downsample(new Rational(1 + random.nextInt(500), 7), Rational.of(31));
      TissueMask tissue = tissue(random, coarse);
      BitMask actual = new TissueWindows(tissue, grid, frame).onOutput();
      for (int y = 0; y < actual.height(); y++) {
        for (int x = 0; x < actual.width(); x++) {
          int tissueX = at(x, 4 * 4443L, 2221, coarse.x());
          int tissueY = at(y, 4 * 3567L, 1783, coarse.y());
          boolean expected = tissue.mask().get(tissueX, tissueY);
          assertThat(actual.get(x, y)).as("trial %d (%d, %d)", trial, x, y).isEqualTo(expected);
          foreground += expected ? 1 : 0;
        }
      }
    }
    assertThat(foreground).isPositive();
  }

  @Test
  void noTissueIsLeftWithoutAWindow() {
    SplittableRandom random = new SplittableRandom(18);
    int skipped = 0;
    for (int trial = 0; trial < 60; trial++) {
      WindowGrid grid =
          new WindowGrid(20 + random.nextInt(300), 20 + random.nextInt(300), 32, 16, 4);
      Downsample frame = Downsample.ofSizes(4443, 3567, 2221, 1783);
      TissueMask tissue = tissue(random, Downsample.of(16 + random.nextInt(60)));
      TissueWindows windows = new TissueWindows(tissue, grid, frame);
      BitMask output = windows.onOutput();
      for (int row = 0; row < grid.rows(); row++) {
        for (int column = 0; column < grid.columns(); column++) {
          if (!windows.hasTissue(new Window(column, row))) {
            skipped++;
            for (int k = 0; k < 16; k++) {
              assertThat(output.get(column * 4 + k % 4, row * 4 + k / 4)).isFalse();
            }
          }
        }
      }
    }
    assertThat(skipped).isPositive();
  }

  private static TissueMask tissue(SplittableRandom random, Downsample downsample) {
    BitMask mask = new BitMask(1 + random.nextInt(40), 1 + random.nextInt(40));
    for (int k = 0; k < 60; k++) {
      mask.set(random.nextInt(mask.width()), random.nextInt(mask.height()), true);
    }
    return new TissueMask(mask, downsample, new Mpp(8));
  }

  /** Floor of ((pixel + 1/2) * numerator / denominator) / grid, in decimals of many digits. */
  private static int at(int pixel, long numerator, long denominator, Rational grid) {
    BigDecimal level0 = new BigDecimal(2 * pixel + 1).multiply(BigDecimal.valueOf(numerator));
    BigDecimal above = level0.multiply(BigDecimal.valueOf(grid.denominator()));
    BigDecimal below = BigDecimal.valueOf(2 * denominator * grid.numerator());
    return above.divide(below, 0, RoundingMode.FLOOR).intValueExact();
  }
}
