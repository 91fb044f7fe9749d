package org.wsispark.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.TileGrid;
import org.wsispark.slide.ByteHistogram;

class ByteSumsTest {
  @Test
  void sumsAnswerAsTheHistogramDoes() {
    SplittableRandom random = new SplittableRandom(9);
    for (int k = 0; k < 300; k++) {
      int width = random.nextInt(1, 40_000);
      int height = random.nextInt(1, 40_000);
      TileGrid tiles = new TileGrid(width, height, 256, 256);
      long[] bytes = new long[(int) tiles.count()];
      for (int t = 0; t < bytes.length; t++) {
        bytes[t] = random.nextLong(30_000);
      }
      ByteHistogram histogram = ByteHistogram.of(tiles, bytes);
      PixelRect rect =
          new PixelRect(
              random.nextInt(-100, width),
              random.nextInt(-100, height),
              random.nextInt(width),
              random.nextInt(height));
      assertThat(new ByteSums(histogram).bytesIn(rect))
          .isCloseTo(histogram.bytesIn(rect), within(1e-3 + histogram.total() * 1e-12));
    }
  }
}
