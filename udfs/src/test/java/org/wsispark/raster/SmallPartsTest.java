package org.wsispark.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wsispark.testkit.pixels.PixelAssertions.assertThatPixels;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wsispark.raster.SmallParts.Joins;
import org.wsispark.testkit.oracle.FloodOracle;

class SmallPartsTest {
  private static final int CASES = 300;

  @Test
  void equalsAFloodFillOnSeededMasks() {
    long removed = 0;
    long filled = 0;
    for (int seed = 0; seed < CASES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      BitMask mask = noise(random);
      int minObject = random.nextInt(1, 12);
      int minHole = random.nextInt(1, 12);
      Joins joins = random.nextBoolean() ? Joins.CORNERS : Joins.EDGES;

      BitMask clean = SmallParts.remove(mask, joins, minObject, minHole);

      BitMask expected = mask.copy();
      long before = expected.count();
      flood(expected, false, minHole, joins == Joins.EDGES);
      filled += expected.count() - before;
      before = expected.count();
      flood(expected, true, minObject, joins == Joins.CORNERS);
      removed += before - expected.count();
      assertThatPixels(clean).as("seed " + seed).isEqualTo(expected);
      if (joins == Joins.EDGES) {
        assertThatPixels(SmallParts.remove(mask, minObject, minHole)).isEqualTo(expected);
      }
    }
    assertThat(removed).isPositive();
    assertThat(filled).isPositive();
  }

  @Test
  void keepsAMaskWhoseLimitsAreOne() {
    BitMask mask = noise(new SplittableRandom(7));
    assertThat(mask.count()).isPositive();
    assertThatPixels(SmallParts.remove(mask, 1, 1)).isEqualTo(mask);
    assertThatPixels(SmallParts.remove(mask, 0, 0)).isEqualTo(mask);
  }

  private static BitMask noise(SplittableRandom random) {
    BitMask mask = new BitMask(random.nextInt(1, 90), random.nextInt(1, 40));
    double density = random.nextDouble(0.2, 0.8);
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        mask.set(x, y, random.nextDouble() < density);
      }
    }
    return mask;
  }

  /** By floods: slow, and nothing in it is shared with the runs. */
  private static void flood(BitMask mask, boolean value, int limit, boolean corners) {
    for (FloodOracle.Part part : FloodOracle.parts(mask, value, corners)) {
      if (part.pixels().size() < limit && (value || !part.atEdge())) {
        part.pixels().forEach(at -> mask.set(at.x(), at.y(), !value));
      }
    }
  }
}
