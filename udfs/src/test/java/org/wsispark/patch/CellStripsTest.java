package org.wsispark.patch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.BitMask;
import org.wsispark.slide.ReadFrame;

class CellStripsTest {

  private static PatchGrid grid(int size, int stride) {
    return new PatchGrid(
        new ReadFrame(0, Downsample.NONE, Downsample.NONE, 2_000, 1_500, new Mpp(0.5)),
        size,
        stride);
  }

  @Test
  void everyWantedPatchIsInExactlyOneStripThatFits() {
    int strips = 0;
    for (long seed = 0; seed < 100; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      PatchGrid grid = grid(random.nextInt(20, 200), random.nextInt(20, 500));
      BitMask wanted = new BitMask(grid.columns(), grid.rows());
      for (int k = 0; k < grid.cells().count(); k++) {
        wanted.set(random.nextInt(grid.columns()), random.nextInt(grid.rows()), true);
      }
      CellRange range = new CellRange(1, 1, grid.columns() - 1, grid.rows() - 1);
      int most = random.nextInt(1, 900);
      BitMask seen = new BitMask(grid.columns(), grid.rows());
      for (CellRange strip : CellStrips.of(grid, range, wanted, most)) {
        PixelRect rect = CellStrips.frameRect(grid, strip);
        assertThat(rect.width())
            .as("seed %d", seed)
            .isLessThanOrEqualTo(Math.max(most, grid.sizePx()));
        assertThat(strip.rows()).isEqualTo(1);
        for (int column = strip.column(); column < strip.right(); column++) {
          assertThat(rect.contains(grid.frameRect(column, strip.row()))).isTrue();
          assertThat(seen.get(column, strip.row())).as("seed %d: twice", seed).isFalse();
          seen.set(column, strip.row(), true);
        }
        strips++;
      }
      wanted.setRow(0, 0, grid.columns(), false);
      for (int row = 0; row < grid.rows(); row++) {
        wanted.set(0, row, false);
      }
      assertThat(seen).as("seed %d", seed).isEqualTo(wanted);
    }
    assertThat(strips).isGreaterThan(1_000);
  }

  @Test
  void patchesFarApartAreReadOneByOne() {
    BitMask all = new BitMask(10, 1);
    all.setRow(0, 0, 10, true);
    CellRange row = new CellRange(0, 0, 4, 1);
    assertThat(CellStrips.of(grid(50, 100), row, all, 10_000)).hasSize(4);
    assertThat(CellStrips.of(grid(50, 99), row, all, 10_000)).isEqualTo(List.of(row));
  }

  @Test
  void cropsOfAMaskKeepItsPixels() {
    SplittableRandom random = new SplittableRandom(4);
    BitMask mask = new BitMask(150, 40);
    for (int k = 0; k < 3_000; k++) {
      mask.set(random.nextInt(150), random.nextInt(40), true);
    }
    PixelRect rect = new PixelRect(-5, 7, 171, 40);
    BitMask crop = mask.crop(rect);
    assertThat(crop.count()).isPositive().isEqualTo(mask.count(rect));
    for (int y = 0; y < rect.height(); y++) {
      for (int x = 0; x < rect.width(); x++) {
        assertThat(crop.get(x, y)).isEqualTo(mask.get(x + rect.x(), y + rect.y()));
      }
    }
  }
}
