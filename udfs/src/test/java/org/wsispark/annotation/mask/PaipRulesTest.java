package org.wsispark.annotation.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wsispark.annotation.mask.PaipCases.Golden;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;

/** Every golden mask, pixel by pixel, whole and in pieces. */
class PaipRulesTest {

  @Test
  void paip2019GivesThePixelsOfTheOfficialScript() throws IOException {
    PaipCases.assumeHere();
    List<Golden> cases = PaipCases.of(2019);
    assertThat(cases).hasSize(22);
    for (Golden golden : cases) {
      String layer = golden.output().equals("whole") ? "1" : "2";
      MaskGrid grid = new MaskGrid(golden.width(), golden.height(), Downsample.NONE);
      check(golden, MaskRule.PAIP2019, layer, grid, 1, 173);
    }
  }

  @Test
  void paip2020GivesThePixelsOfTheOfficialScript() throws IOException {
    PaipCases.assumeHere();
    List<Golden> cases = PaipCases.of(2020);
    assertThat(cases).hasSize(8);
    for (Golden golden : cases) {
      check(golden, MaskRule.PAIP2020, null, level(golden), 255, 37);
    }
  }

  @Test
  void paip2021GivesTheLabelsOfTheOfficialScript() throws IOException {
    PaipCases.assumeHere();
    List<Golden> cases = PaipCases.of(2021);
    assertThat(cases).hasSize(9);
    for (Golden golden : cases) {
      check(golden, MaskRule.PAIP2021, null, level(golden), 0, 37);
    }
  }

  /** Viable is painted over whole, so both are seen in one mask where they do not overlap. */
  @Test
  void bothLayersOfPaip2019AreInOneMask() throws IOException {
    PaipCases.assumeHere();
    Golden whole = PaipCases.of(2019).get(0);
    Golden viable = PaipCases.of(2019).get(1);
    MaskGrid grid = new MaskGrid(whole.width(), whole.height(), Downsample.NONE);
    PixelRect slide = new PixelRect(0, 0, whole.slideWidth(), whole.slideHeight());
    RuleMask mask = RuleMasks.of(MaskRule.PAIP2019, whole.document(), null, slide, grid);
    byte[] expected = whole.pixels();
    byte[] over = viable.pixels();
    for (int k = 0; k < expected.length; k++) {
      expected[k] = over[k] != 0 ? 2 : expected[k];
    }
    assertThat(mask.names()).containsOnlyKeys(1, 2);
    assertThat(mask.on(grid).values(grid.rect())).isEqualTo(expected).contains((byte) 2);
  }

  /** A coarser pixel has the value of the pixel that holds its centre. */
  @Test
  void coarserLevelsAreSamples() throws IOException {
    PaipCases.assumeHere();
    Golden golden = PaipCases.of(2021).get(0);
    MaskGrid grid = level(golden);
    PixelRect slide = new PixelRect(0, 0, golden.slideWidth(), golden.slideHeight());
    RuleMask mask = RuleMasks.of(MaskRule.PAIP2021, golden.document(), null, slide, grid);
    byte[] finest = golden.pixels();
    MaskGrid coarse = grid.pyramid(64).get(2);
    byte[] samples = mask.on(coarse).values(coarse.rect());
    int marked = 0;
    for (int k = 0; k < samples.length; k++) {
      int x = k % coarse.width() * 4 + 2;
      int y = k / coarse.width() * 4 + 2;
      assertThat(samples[k]).as("%d, %d", x, y).isEqualTo(finest[y * grid.width() + x]);
      marked += samples[k] != 0 ? 1 : 0;
    }
    assertThat(marked).isGreaterThan(500);
  }

  private static MaskGrid level(Golden golden) {
    return new MaskGrid(
        golden.width(),
        golden.height(),
        Downsample.ofSizes(
            golden.slideWidth(), golden.slideHeight(), golden.width(), golden.height()));
  }

  private static void check(
      Golden golden, MaskRule rule, String layer, MaskGrid grid, int foreground, int side)
      throws IOException {
    PixelRect slide = new PixelRect(0, 0, golden.slideWidth(), golden.slideHeight());
    ValueRaster mask = RuleMasks.of(rule, golden.document(), layer, slide, grid).on(grid);
    byte[] expected = golden.pixels();
    int marked = 0;
    for (int k = 0; k < expected.length; k++) {
      marked += expected[k] != 0 ? 1 : 0;
      // Official masks of one class say 1 or 255 inside, ours 1; labels are compared as they are.
      expected[k] = foreground != 0 && expected[k] == (byte) foreground ? 1 : expected[k];
    }
    assertThat(marked).as("foreground of %s", golden).isPositive();
    assertThat(differing(mask.values(grid.rect()), expected)).as("whole %s", golden).isZero();
    assertThat(differing(inPieces(mask, grid, side), expected)).as("pieces %s", golden).isZero();
  }

  /** Pieces that reach over every edge. */
  private static byte[] inPieces(ValueRaster mask, MaskGrid grid, int side) {
    byte[] whole = new byte[grid.width() * grid.height()];
    for (int y = -side / 2; y < grid.height(); y += side) {
      for (int x = -side / 2; x < grid.width(); x += side) {
        byte[] piece = mask.values(new PixelRect(x, y, side, side));
        PixelRect part = new PixelRect(x, y, side, side).intersect(grid.rect());
        for (int row = part.y(); row < part.bottom(); row++) {
          System.arraycopy(
              piece,
              (row - y) * side + part.x() - x,
              whole,
              row * grid.width() + part.x(),
              part.width());
        }
      }
    }
    return whole;
  }

  private static long differing(byte[] actual, byte[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    long count = 0;
    int k = Arrays.mismatch(actual, expected);
    while (k >= 0 && k < expected.length) {
      count += actual[k] != expected[k] ? 1 : 0;
      k++;
    }
    return count;
  }
}
