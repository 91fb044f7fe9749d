package org.wsispark.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Rational;
import org.wsispark.slide.ReadFrame;

class PatchGridTest {

  private static ReadFrame frame(int width, int height, Downsample downsample) {
    return new ReadFrame(0, Downsample.NONE, downsample, width, height, new Mpp(0.5));
  }

  @Test
  void holdsOnlyWholePatches() {
    PatchGrid grid = new PatchGrid(frame(1_023, 512, Downsample.NONE), 256, 256);
    assertThat(grid.columns()).isEqualTo(3);
    assertThat(grid.rows()).isEqualTo(2);
    assertThat(grid.frameRect(2, 1)).isEqualTo(new PixelRect(512, 256, 256, 256));
    assertThat(new PatchGrid(frame(255, 512, Downsample.NONE), 256, 256).columns()).isZero();
    PatchGrid overlapping = new PatchGrid(frame(1_023, 512, Downsample.NONE), 256, 128);
    assertThat(overlapping.columns()).isEqualTo(6);
    assertThat(overlapping.frameRect(5, 2).right()).isEqualTo(896);
  }

  @Test
  void theNamedLevel0PixelLiesInThePatchsFirstPixel() {
    for (long seed = 0; seed < 500; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      long denominator = random.nextLong(1, 5_000);
      Rational factor = new Rational(denominator + random.nextLong(20_000), denominator);
      PatchGrid grid = new PatchGrid(frame(9_000, 9_000, new Downsample(factor, factor)), 256, 97);
      int column = random.nextInt(grid.columns());
      BigDecimal firstPixel =
          new BigDecimal(grid.level0X(column))
              .multiply(BigDecimal.valueOf(factor.denominator()))
              .divide(BigDecimal.valueOf(factor.numerator()), 0, RoundingMode.FLOOR);
      assertThat(firstPixel.intValueExact()).as("seed %d", seed).isEqualTo(column * 97);
      assertThat(grid.level0Y(column)).isEqualTo(grid.level0X(column));
    }
  }

  @Test
  void levelRectsOfNeighboursTouchAndMakeUpTheWhole() {
    for (int stride : new int[] {100, 256}) {
      Rational factor = new Rational(1_001, 500);
      ReadFrame frame =
          new ReadFrame(
              1, new Downsample(factor, factor), Downsample.of(9), 4_000, 3_000, new Mpp(0.5));
      PatchGrid grid = new PatchGrid(frame, 256, stride);
      int edge = 0;
      for (int column = 0; column < grid.columns(); column++) {
        PixelRect rect = grid.levelRect(new CellRange(column, 3, 1, 2));
        assertThat(rect.x()).isEqualTo(edge);
        edge = rect.right();
      }
      assertThat(edge).isEqualTo(grid.levelRect(grid.cells()).right());
      assertThat(grid.levelRect(grid.cells()).right())
          .isEqualTo((int) (((grid.columns() - 1L) * stride + 256) * 1_001 / 500));
    }
  }

  @Test
  void keysAreStableTexts() {
    PatchGrid grid = new PatchGrid(frame(2_000, 2_000, Downsample.of(4)), 256, 256);
    PatchKey key = PatchKey.of("TCGA-CR_x1_y2", grid, 1, 3);
    assertThat(key.text()).isEqualTo("TCGA-CR_x1_y2_x1024_y3072");
    assertThat(PatchKey.parse(key.text())).isEqualTo(key);
    for (String bad :
        new String[] {"", "_x1_y2", "a_x01_y2", "a_x1_y99999999999", "a_x-1_y2", "a"}) {
      assertThatThrownBy(() -> PatchKey.parse(bad))
          .as(bad)
          .isInstanceOf(WsiException.class)
          .hasMessageContaining("BAD_KEY: '" + bad + "'");
    }
  }

  @Test
  void refusesOptionsOutOfRange() {
    Resolution level = new Resolution.AtLevel(0);
    assertThatThrownBy(() -> new PatchGridOptions(0, 1, EdgePolicy.DROP, level, 0.5))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining("BAD_GRID: patch-size-px is 0, not from 1 to 8192");
    assertThatThrownBy(() -> new PatchGridOptions(256, 0, EdgePolicy.DROP, level, 0.5))
        .hasMessageContaining("stride-px is 0");
    assertThatThrownBy(() -> new PatchGridOptions(256, 256, EdgePolicy.DROP, level, Double.NaN))
        .hasMessageContaining("min-tissue-fraction is NaN");
    assertThatThrownBy(() -> new Resolution.AtMpp(new Mpp(0.5), -1))
        .hasMessageContaining("mpp-tolerance is -1.0");
  }

  @Test
  void rangesJoinOnlyToRectangles() {
    CellRange a = new CellRange(2, 3, 4, 2);
    assertThat(a.join(new CellRange(6, 3, 1, 2))).hasValue(new CellRange(2, 3, 5, 2));
    assertThat(a.join(new CellRange(2, 5, 4, 7))).hasValue(new CellRange(2, 3, 4, 9));
    assertThat(a.join(new CellRange(6, 3, 1, 1))).isEmpty();
    assertThat(a.join(new CellRange(2, 6, 4, 1))).isEmpty();
    assertThat(a.join(new CellRange(1, 5, 4, 1))).isEmpty();
  }
}
