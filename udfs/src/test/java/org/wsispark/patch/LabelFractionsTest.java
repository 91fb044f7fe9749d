package org.wsispark.patch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.Region;
import org.wsispark.annotation.RegionType;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Ring;
import org.wsispark.raster.BitMask;
import org.wsispark.testkit.oracle.PolygonOracle;

class LabelFractionsTest {
  private static final int SIDE = 16;

  /** Against the slow oracle, layer painted over layer. */
  @Test
  void everyWindowHasThePixelsThatTheOracleCounts() {
    double together = 0;
    for (int seed = 0; seed < 40; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Downsample d = Downsample.of(1 + seed % 3);
      List<Layer> layers = new ArrayList<>();
      for (int k = 1; k <= 3; k++) {
        layers.add(Layer.drawn(k, k == 3 ? "a" : "ab".substring(k - 1, k), 0, regions(random)));
      }
      AnnotationDocument document = new AnnotationDocument(Optional.empty(), layers);
      PixelRect strip = new PixelRect(-3, 5, 5 * SIDE, SIDE);
      List<PixelRect> windows = new ArrayList<>();
      for (int k = 0; k < 5; k++) {
        windows.add(new PixelRect(-3 + k * SIDE, 5, SIDE, SIDE));
      }
      LabelFractions fractions = new LabelFractions(document, d);
      List<long[]> pixels = fractions.pixels(strip, windows);
      for (int w = 0; w < 5; w++) {
        long[] expected = expected(layers, d, windows.get(w));
        assertThat(pixels.get(w)).as("seed %d, window %d", seed, w).isEqualTo(expected);
        SortedMap<String, Double> shares = new TreeMap<>();
        shares.put("a", (expected[0] + expected[2]) / 256.0);
        shares.put("b", expected[1] / 256.0);
        assertThat(fractions.of(windows.get(w))).isEqualTo(shares);
        together += shares.get("a") + shares.get("b");
      }
    }
    assertThat(together).isBetween(20.0, 190.0);
  }

  private static long[] expected(List<Layer> layers, Downsample d, PixelRect window) {
    int[] top = new int[SIDE * SIDE];
    for (int k = 0; k < layers.size(); k++) {
      List<Ring> positive = new ArrayList<>();
      List<Ring> negative = new ArrayList<>();
      for (Region region : layers.get(k).regions()) {
        (region.negative() ? negative : positive).add(region.vertices());
      }
      BitMask mask = PolygonOracle.mask(positive, negative, d, window);
      for (int p = 0; p < top.length; p++) {
        top[p] = mask.get(p % SIDE, p / SIDE) ? k + 1 : top[p];
      }
    }
    long[] counts = new long[layers.size()];
    for (int value : top) {
      if (value > 0) {
        counts[value - 1]++;
      }
    }
    return counts;
  }

  private static List<Region> regions(SplittableRandom random) {
    List<Region> regions = new ArrayList<>();
    for (int k = 0; k < 3; k++) {
      double[] xy = new double[2 * random.nextInt(3, 7)];
      for (int c = 0; c < xy.length; c++) {
        xy[c] = random.nextDouble(-10, 160);
      }
      regions.add(Region.drawn(k + 1, RegionType.FREEHAND, k == 2, Ring.ofPx(xy), ""));
    }
    return regions;
  }
}
