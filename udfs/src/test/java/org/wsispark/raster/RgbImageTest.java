package org.wsispark.raster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wsispark.geometry.PixelRect;

class RgbImageTest {

  @Test
  void cropEqualsPixelByPixelAlsoOutside() {
    SplittableRandom random = new SplittableRandom(3);
    byte[] rgb = new byte[17 * 11 * 3];
    random.nextBytes(rgb);
    RgbImage image = new RgbImage(17, 11, rgb);
    for (int k = 0; k < 500; k++) {
      PixelRect rect =
          new PixelRect(
              random.nextInt(-30, 30),
              random.nextInt(-30, 30),
              random.nextInt(20),
              random.nextInt(20));
      RgbImage crop = image.crop(rect);
      for (int p = 0; p < rect.area() * 3; p++) {
        int x = rect.x() + p / 3 % rect.width();
        int y = rect.y() + p / 3 / rect.width();
        boolean inside = x >= 0 && y >= 0 && x < 17 && y < 11;
        assertThat(crop.rgb()[p])
            .as("%s at %d, %d", rect, x, y)
            .isEqualTo(inside ? rgb[(y * 17 + x) * 3 + p % 3] : (byte) 255);
      }
    }
  }
}
