package org.wsispark.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wsispark.pixel.PictureLegend.Entry;
import org.wsispark.raster.RgbImage;

class PictureLegendTest {
  private static RgbImage grey(int width, int height) {
    byte[] rgb = new byte[width * height * 3];
    Arrays.fill(rgb, (byte) 100);
    return new RgbImage(width, height, rgb);
  }

  private static long count(RgbImage image, int rgb) {
    long count = 0;
    for (int k = 0; k < image.rgb().length; k += 3) {
      int pixel =
          (image.rgb()[k] & 255) << 16
              | (image.rgb()[k + 1] & 255) << 8
              | (image.rgb()[k + 2] & 255);
      count += pixel == rgb ? 1 : 0;
    }
    return count;
  }

  @Test
  void thePictureStaysAndEveryColourIsBelowItWithItsText() {
    RgbImage picture = grey(600, 50);
    RgbImage drawn =
        PictureLegend.below(
            picture, List.of(new Entry("I", 0xFF0000), new Entry("kept 12", 0xA03C)));
    assertThat(drawn.width()).isEqualTo(600);
    assertThat(Arrays.copyOf(drawn.rgb(), picture.rgb().length)).isEqualTo(picture.rgb());
    assertThat(count(drawn, 0xFF0000)).as("a square of 14 px").isEqualTo(14 * 14);
    assertThat(count(drawn, 0x00A03C)).isEqualTo(14 * 14);
    RgbImage alone = PictureLegend.below(picture, List.of(new Entry("I", 0xFF0000)));
    assertThat(count(alone, 0x282828)).as("the dots of an I: 7 + 4 of 2 x 2 px").isEqualTo(4 * 11);
    assertThat(count(drawn, 0x282828)).isGreaterThan(4 * 11 + 4 * 30);
  }

  @Test
  void whatDoesNotFitGoesToTheNextLineAndANarrowPictureIsWidened() {
    List<Entry> many =
        List.of(
            new Entry("max-pen-fraction 10", 1),
            new Entry("max-dark-fraction 10", 2),
            new Entry("x".repeat(99), 3));
    RgbImage drawn = PictureLegend.below(grey(30, 20), many);
    assertThat(drawn.width()).isEqualTo(400);
    assertThat(drawn.height()).as("three lines of 22 px").isEqualTo(20 + 8 + 3 * 22);
    for (int rgb = 1; rgb <= 3; rgb++) {
      assertThat(count(drawn, rgb)).isEqualTo(14 * 14);
    }
  }
}
