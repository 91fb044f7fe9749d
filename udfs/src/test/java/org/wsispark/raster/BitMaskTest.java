package org.wsispark.raster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whole words against one pixel after the other. */
class BitMaskTest {

  @Test
  void whatIsAboveAThresholdAndItsComplement() {
    SplittableRandom random = new SplittableRandom(11);
    for (int k = 0; k < 300; k++) {
      int width = random.nextInt(1, 200);
      int height = random.nextInt(1, 9);
      byte[] plane = new byte[width * height];
      random.nextBytes(plane);
      int threshold = random.nextInt(-1, 256);

      BitMask above = BitMask.above(width, height, plane, threshold);
      BitMask below = above.complement();

      long count = 0;
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          boolean wanted = (plane[y * width + x] & 255) > threshold;
          assertThat(above.get(x, y)).isEqualTo(wanted);
          assertThat(below.get(x, y)).isEqualTo(!wanted);
          count += wanted ? 1 : 0;
        }
      }
      assertThat(above.count()).as("nothing beyond the last column").isEqualTo(count);
      assertThat(below.count()).isEqualTo((long) width * height - count);
    }
  }

  @Test
  void noPixelsAreNoForeground() {
    assertThat(BitMask.above(0, 3, new byte[0], 0).count()).isZero();
    assertThat(BitMask.above(3, 0, new byte[0], 0).complement().count()).isZero();
  }
}
