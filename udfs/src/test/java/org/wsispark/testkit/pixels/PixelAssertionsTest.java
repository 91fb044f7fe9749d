package org.wsispark.testkit.pixels;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wsispark.testkit.pixels.PixelAssertions.assertThatPixels;

import org.junit.jupiter.api.Test;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.RgbImage;

class PixelAssertionsTest {

  @Test
  void theFirstWrongPixelOfAnImageIsNamed() {
    RgbImage expected = RgbImage.white(20, 10);
    RgbImage actual = RgbImage.white(20, 10);
    assertThatPixels(actual).isEqualTo(expected);
    actual.rgb()[(4 * 20 + 17) * 3 + 1] = 0x0a;
    actual.rgb()[(6 * 20 + 2) * 3] = 0;
    assertThatThrownBy(() -> assertThatPixels(actual).as("level 2").isEqualTo(expected))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("[level 2]")
        .hasMessageContaining("pixel x 17, y 4 is ff0aff instead of ffffff")
        .hasMessageContaining("2 of 200 pixels differ, in x 2 to 17, y 4 to 6")
        .hasMessageContaining(" ffffff [ff0aff] ffffff ");
  }

  @Test
  void theFirstWrongPixelOfAMaskIsNamedWithItsNeighbours() {
    BitMask expected = new BitMask(5, 3);
    expected.set(0, 0, true);
    expected.set(3, 1, true);
    BitMask actual = expected.copy();
    assertThatPixels(actual).isEqualTo(expected).hasForeground();
    actual.set(1, 0, true);
    assertThatThrownBy(() -> assertThatPixels(actual).isEqualTo(expected))
        .hasMessageContaining("pixel x 1, y 0 is # instead of .")
        .hasMessageContaining("1 of 15 pixels differ, in x 1 to 1, y 0 to 0")
        .hasMessageContaining(" # [#] .  .  . \n")
        .hasMessageContaining(" # [.] .  .  . \n");
    assertThatThrownBy(() -> assertThatPixels(new BitMask(3, 3)).hasForeground())
        .hasMessageContaining("3x3 mask has no foreground");
  }

  @Test
  void anotherSizeIsSaidAsSuch() {
    assertThatThrownBy(() -> assertThatPixels(RgbImage.white(2, 3)).isEqualTo(RgbImage.white(3, 2)))
        .hasMessageContaining("size 2x3 instead of 3x2");
    assertThatThrownBy(() -> assertThatPixels(new BitMask(6, 1)).isEqualTo(new BitMask(1, 6)))
        .hasMessageContaining("size 6x1 instead of 1x6");
  }

  @Test
  void closeImagesMayDifferInFewSamples() {
    RgbImage expected = RgbImage.white(10, 10);
    RgbImage actual = RgbImage.white(10, 10);
    for (int k = 0; k < 15; k++) {
      actual.rgb()[k] = (byte) (255 - 30);
    }
    assertThatPixels(actual).isCloseTo(expected, 30, 0);
    assertThatPixels(actual).isCloseTo(expected, 29, 0.06);
    assertThatThrownBy(() -> assertThatPixels(actual).isCloseTo(expected, 29, 0.05))
        .hasMessageContaining("0.05 of the samples are more than 29 steps off")
        .hasMessageContaining("pixel x 0, y 0 is e1e1e1 instead of ffffff")
        .hasMessageContaining("5 of 100 pixels");
  }
}
