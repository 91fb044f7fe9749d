package org.wsispark.slide;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.synthetic.CoordinateSlide;
import org.wsispark.slide.write.TileEncoder;

class SlideThumbnailTest {
  @TempDir private Path folder;

  /** Means of the slide's own pixels, counted one by one: blue tells the block of the pyramid. */
  @Test
  void neverExceedsItsSizeAndShowsTheWholeSlide() {
    for (long seed = 0; seed < 25; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int width = random.nextInt(200, 900);
      int height = random.nextInt(200, 900);
      Path path = folder.resolve(seed + ".svs");
      CoordinateSlide.of(width, height, 128, TileEncoder.jpegRgb(95), 1, 4).write(path);
      try (SlideReader slide = SlideReaders.open(path)) {
        int most = random.nextInt(20, 1_000);
        RgbImage picture = SlideThumbnail.of(slide, most);
        int longer = Math.max(picture.width(), picture.height());
        assertThat(longer).as("seed %d, %d px", seed, most).isLessThanOrEqualTo(most);
        if (most >= Math.max(width, height)) {
          assertThat(picture).isEqualTo(slide.read(0, new PixelRect(0, 0, width, height)));
        } else {
          assertThat(longer).as("seed %d, %d px", seed, most).isGreaterThanOrEqualTo(most - 1);
          assertThat((double) picture.width() / picture.height())
              .as("seed %d: proportions", seed)
              .isBetween((double) width / height * 0.9, (double) width / height * 1.1);
        }
      }
    }
  }
}
