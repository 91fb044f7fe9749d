package org.wsispark.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.RgbImage;

class TissueOverlayTest {

  @Test
  void drawsTheOutlineInsideTheMaskOnly() {
    BitMask mask = new BitMask(20, 20);
    for (int y = 5; y < 15; y++) {
      mask.setRow(y, 5, 15, true);
    }
    RgbImage picture = RgbImage.white(40, 40);
    RgbImage drawn = TissueOverlay.draw(picture, mask);
    int outline = 0;
    for (int y = 0; y < 40; y++) {
      for (int x = 0; x < 40; x++) {
        boolean inSquare = x >= 10 && x < 30 && y >= 10 && y < 30;
        boolean inside = x >= 12 && x < 28 && y >= 12 && y < 28;
        boolean blue = drawn.rgb()[(y * 40 + x) * 3] == 0;
        assertThat(blue).as("pixel %d, %d", x, y).isEqualTo(inSquare && !inside);
        outline += blue ? 1 : 0;
      }
    }
    assertThat(outline).isEqualTo(20 * 20 - 16 * 16);
    assertThat(picture).as("the picture given is not changed").isEqualTo(RgbImage.white(40, 40));
    assertThat(PngCodec.decode(TissueOverlay.png(picture, mask))).isEqualTo(drawn);
  }

  @Test
  void tissueAtTheEdgeIsOutlinedToo() {
    BitMask mask = new BitMask(8, 8);
    for (int y = 0; y < 8; y++) {
      mask.setRow(y, 0, 8, true);
    }
    RgbImage drawn = TissueOverlay.draw(RgbImage.white(8, 8), mask);
    assertThat(drawn.rgb()[0]).isZero();
    assertThat(drawn.rgb()[(3 * 8 + 3) * 3]).isEqualTo((byte) 255);
  }
}
