package org.wsispark.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wsispark.testkit.pixels.PixelAssertions.assertThatPixels;

import org.junit.jupiter.api.Test;
import org.wsispark.geometry.PixelRect;
import org.wsispark.testkit.oracle.FloodOracle;
import org.wsispark.testkit.property.Gen;
import org.wsispark.testkit.property.Gens;
import org.wsispark.testkit.property.Property;

class PocketFillTest {

  @Test
  void fillsWhatAFloodFromTheBorderDoesNotReach() {
    int[] filled = new int[1];
    Property.check(
        "pockets are what 4-neighbour steps from the border do not reach",
        500,
        Gens.masks(60, 30),
        mask -> {
          BitMask expected = mask.copy();
          for (FloodOracle.Part part : FloodOracle.parts(mask, false, false)) {
            if (!part.atEdge()) {
              part.pixels().forEach(pixel -> expected.set(pixel.x(), pixel.y(), true));
              filled[0]++;
            }
          }
          assertThatPixels(PocketFill.fill(runs(mask)).mask(all(mask))).isEqualTo(expected);
        });
    assertThat(filled[0]).as("pockets met").isGreaterThan(100);
  }

  @Test
  void runsGiveTheMaskBackInAnyWindow() {
    Property.check(
        "a window of runs is the window of the mask",
        300,
        Gen.pair(Gens.masks(90, 20), Gens.rects(60, 0, 70)),
        pair ->
            assertThatPixels(runs(pair.first()).mask(pair.second()))
                .isEqualTo(pair.first().crop(pair.second())));
  }

  @Test
  void runsMayBeAddedInAnyOrderAndOverEachOther() {
    PixelRuns.Builder builder = new PixelRuns.Builder(20, 3);
    builder.add(1, 8, 12);
    builder.add(1, -5, 3);
    builder.add(1, 3, 5);
    builder.add(1, 10, 40);
    builder.add(-1, 0, 20);
    builder.add(3, 0, 20);
    PixelRuns runs = builder.build();
    assertThat(runs.count()).as("0 to 5 and 8 to 20 of row 1").isEqualTo(2);
    assertThat(runs.mask(new PixelRect(0, 0, 20, 3)).count()).isEqualTo(17);
  }

  private static PixelRect all(BitMask mask) {
    return new PixelRect(0, 0, mask.width(), mask.height());
  }

  /** Pixel by pixel, from the last to the first. */
  private static PixelRuns runs(BitMask mask) {
    PixelRuns.Builder builder = new PixelRuns.Builder(mask.width(), mask.height());
    for (int y = mask.height() - 1; y >= 0; y--) {
      for (int x = mask.width() - 1; x >= 0; x--) {
        if (mask.get(x, y)) {
          builder.add(y, x, x + 1);
        }
      }
    }
    return builder.build();
  }
}
