package org.wsispark.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OtsuSplitTest {

  @Test
  void minimisesTheVarianceWithinBothClasses() {
    for (long seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] plane = new byte[300];
      int low = random.nextInt(120);
      int high = random.nextInt(120, 256);
      int share = random.nextInt(1, 100);
      for (int k = 0; k < plane.length; k++) {
        int centre = random.nextInt(100) < share ? low : high;
        plane[k] = (byte) Math.min(255, Math.max(0, centre + random.nextInt(-15, 16)));
      }
      int threshold = OtsuSplit.of(plane, 1).orElseThrow();
      double got = within(plane, threshold);
      for (int other = 0; other < 255; other++) {
        assertThat(got)
            .as("seed %d, step %d", seed, other)
            .isLessThanOrEqualTo(within(plane, other) + 1e-6);
      }
    }
  }

  /** The definition: both classes' sums of squared distances from their means. */
  private static double within(byte[] plane, int threshold) {
    double sum = 0;
    for (boolean upper : new boolean[] {false, true}) {
      double mean = 0;
      int count = 0;
      for (byte value : plane) {
        if ((value & 255) > threshold == upper) {
          mean += value & 255;
          count++;
        }
      }
      mean /= Math.max(1, count);
      for (byte value : plane) {
        if ((value & 255) > threshold == upper) {
          sum += ((value & 255) - mean) * ((value & 255) - mean);
        }
      }
    }
    return sum;
  }

  @Test
  void classesTooCloseAreOne() {
    byte[] plane = new byte[100];
    for (int k = 0; k < 100; k++) {
      plane[k] = (byte) (k < 50 ? 10 : 29);
    }
    assertThat(OtsuSplit.of(plane, 20)).isEmpty();
    assertThat(OtsuSplit.of(plane, 19)).hasValue(10);
    assertThat(OtsuSplit.of(new byte[0], 1)).isEmpty();
  }
}
