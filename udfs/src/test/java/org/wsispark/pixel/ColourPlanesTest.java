package org.wsispark.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColourPlanesTest {
  @Test
  void lumaOfEveryColourIsTheRoundedQuotient() {
    long different = 0;
    for (int rgb = 0; rgb < 1 << 24; rgb++) {
      int red = rgb >> 16;
      int green = rgb >> 8 & 255;
      int blue = rgb & 255;
      int expected = (299 * red + 587 * green + 114 * blue + 500) / 1000;
      different += ColourPlanes.luma(red, green, blue) == expected ? 0 : 1;
    }
    assertThat(different).isZero();
  }
}
