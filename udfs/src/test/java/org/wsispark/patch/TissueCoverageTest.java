package org.wsispark.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.Rational;
import org.wsispark.pixel.TissueMask;
import org.wsispark.raster.BitMask;
import org.wsispark.slide.ReadFrame;

class TissueCoverageTest {

  @Test
  void equalsCountingUnitSquares() {
    int compared = 0;
    int foreground = 0;
    for (long seed = 0; seed < 150; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Rational frameX = small(random);
      Rational frameY = small(random);
      Rational maskX = small(random).times(Rational.of(random.nextInt(1, 5)));
      Rational maskY = small(random).times(Rational.of(random.nextInt(1, 5)));
      int size = random.nextInt(1, 9);
      PatchGrid grid =
          new PatchGrid(
              new ReadFrame(
                  0, Downsample.NONE, new Downsample(frameX, frameY), 30, 24, new Mpp(0.5)),
              size,
              random.nextInt(1, 12));
      BitMask mask = new BitMask(random.nextInt(1, 40), random.nextInt(1, 30));
      for (int k = 0; k < mask.width() * mask.height() / 2; k++) {
        mask.set(random.nextInt(mask.width()), random.nextInt(mask.height()), true);
      }
      TissueCoverage coverage =
          new TissueCoverage(grid, new TissueMask(mask, new Downsample(maskX, maskY), new Mpp(8)));
      for (int row = 0; row < grid.rows(); row += 2) {
        for (int column = 0; column < grid.columns(); column++) {
          double want =
              byUnits(
                  mask,
                  frameX,
                  frameY,
                  maskX,
                  maskY,
                  grid.frameRect(column, row).x(),
                  grid.frameRect(column, row).y(),
                  size);
          assertThat(coverage.fraction(column, row))
              .as("seed %d, cell %d, %d", seed, column, row)
              .isEqualTo(want);
          compared++;
          foreground += want > 0 ? 1 : 0;
        }
      }
    }
    assertThat(compared).isGreaterThan(2_000);
    assertThat(foreground).isGreaterThan(compared / 4);
  }

  private static Rational small(SplittableRandom random) {
    long denominator = random.nextLong(1, 5);
    return new Rational(denominator + random.nextLong(6), denominator);
  }

  /** Cuts level-0 pixels into 12 x 12 squares, small enough for every grid of the test. */
  private static double byUnits(
      BitMask mask, Rational fx, Rational fy, Rational mx, Rational my, int x, int y, int size) {
    long maskWidth = units(mx, 1);
    long maskHeight = units(my, 1);
    long left = units(fx, x);
    long right = units(fx, x + size);
    long bottom = units(fy, y + size);
    long inside = 0;
    long all = 0;
    for (long v = units(fy, y); v < bottom; v++) {
      int maskRow = (int) Math.floor((v + 0.5) / maskHeight);
      for (long u = left; u < right; u++) {
        all++;
        inside += mask.get((int) Math.floor((u + 0.5) / maskWidth), maskRow) ? 1 : 0;
      }
    }
    return (double) inside / all;
  }

  private static long units(Rational perPixel, long pixels) {
    assertThat(12 % perPixel.denominator()).isZero();
    return pixels * perPixel.numerator() * (12 / perPixel.denominator());
  }

  @Test
  void staysExactWithRatiosOfALongScan() {
    // 0.2527 mpp asked at 0.5 and 8: ratios with terms of many digits, whole tissue is exactly 1.
    Rational frame = new Rational(5_000, 2_527);
    Rational mask = new Rational(16_777_199, 529_999).times(new Rational(102_403, 102_400));
    BitMask all = new BitMask(300, 300);
    for (int y = 0; y < 300; y++) {
      all.setRow(y, 0, 300, true);
    }
    PatchGrid grid =
        new PatchGrid(
            new ReadFrame(
                0, Downsample.NONE, new Downsample(frame, frame), 4_000, 4_000, new Mpp(0.5)),
            256,
            256);
    TissueMask tissue = new TissueMask(all, new Downsample(mask, mask), new Mpp(8));
    TissueCoverage coverage = new TissueCoverage(grid, tissue);
    BitMask half = all.copy();
    for (int y = 0; y < 300; y++) {
      half.setRow(y, 0, 8, false);
    }
    TissueCoverage cut =
        new TissueCoverage(grid, new TissueMask(half, new Downsample(mask, mask), new Mpp(8)));
    for (int cell = 0; cell < grid.columns(); cell++) {
      assertThat(coverage.fraction(cell, cell)).isEqualTo(1.0);
    }
    double glass = 8 * mask.toDouble() / (256 * frame.toDouble());
    assertThat(cut.fraction(0, 3)).isCloseTo(1 - glass, within(1e-12));
  }

  @Test
  void selectsByTheShareInclusive() {
    BitMask mask = new BitMask(8, 8);
    for (int y = 0; y < 8; y++) {
      mask.setRow(y, 0, 3, true);
    }
    PatchGrid grid =
        new PatchGrid(
            new ReadFrame(0, Downsample.NONE, Downsample.NONE, 32, 32, new Mpp(0.5)), 8, 8);
    TissueCoverage coverage =
        new TissueCoverage(grid, new TissueMask(mask, Downsample.of(4), new Mpp(2)));
    BitMask half = coverage.cellsWithAtLeast(0.5);
    assertThat(half.count()).isEqualTo(8);
    assertThat(half.get(1, 2)).as("exactly half is enough").isTrue();
    assertThat(coverage.cellsWithAtLeast(0.500001).count()).isEqualTo(4);
    assertThat(coverage.cellsWithAtLeast(0).count()).isEqualTo(16);
  }
}
