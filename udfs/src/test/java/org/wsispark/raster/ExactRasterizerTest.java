package org.wsispark.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wsispark.testkit.pixels.PixelAssertions.assertThatPixels;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Rational;
import org.wsispark.geometry.Ring;
import org.wsispark.testkit.oracle.PolygonOracle;
import org.wsispark.testkit.property.Gen;
import org.wsispark.testkit.property.Gens;
import org.wsispark.testkit.property.Property;

class ExactRasterizerTest {
  private static final int CASES = 1_000;

  private static final List<Downsample> DOWNSAMPLES =
      List.of(
          Downsample.NONE,
          Downsample.of(2),
          Downsample.of(16),
          Downsample.ofSizes(4443, 3567, 2221, 1783),
          new Downsample(new Rational(1, 3), new Rational(7, 5)),
          new Downsample(
              new Rational(46_000_000, 2_875_777), new Rational(998_244_353, 99_999_989)),
          new Downsample(
              new Rational(Long.MAX_VALUE, 1L << 60), new Rational(1L << 61, (1L << 60) + 1)));

  /** One seeded case: rings around a window of some 40 pixels, anywhere on a slide. */
  private record Scene(
      List<Ring> positive, List<Ring> negative, Downsample downsample, PixelRect window) {

    static Scene of(long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      Downsample d = DOWNSAMPLES.get(random.nextInt(DOWNSAMPLES.size()));
      int far = seed % 5 == 0 ? 100_000 : 100;
      PixelRect window =
          new PixelRect(
              random.nextInt(-far, far),
              random.nextInt(-far, far),
              random.nextInt(1, 90),
              random.nextInt(1, 30));
      List<Ring> positive = new ArrayList<>();
      positive.add(ring(random, d, window, random.nextInt(3, 12)));
      for (int k = random.nextInt(3); k > 0; k--) {
        positive.add(ring(random, d, window, random.nextInt(0, 40)));
      }
      List<Ring> negative = new ArrayList<>();
      for (int k = random.nextInt(3); k > 0; k--) {
        negative.add(ring(random, d, window, random.nextInt(0, 6)));
      }
      return new Scene(positive, negative, d, window);
    }

    /** Vertices anywhere, on whole pixels, on centres, on half pixels, or a hair beside them. */
    private static Ring ring(SplittableRandom random, Downsample d, PixelRect window, int size) {
      long[] xs = new long[size];
      long[] ys = new long[size];
      int kind = random.nextInt(6);
      double reach = random.nextInt(4) == 0 ? 0.1 : 1.5;
      for (int k = 0; k < size; k++) {
        xs[k] = coordinate(random, d.x(), window.x(), window.width(), kind, reach);
        ys[k] = coordinate(random, d.y(), window.y(), window.height(), kind, reach);
        if (k > 0 && random.nextInt(12) == 0) {
          xs[k] = xs[k - 1];
          ys[k] = random.nextBoolean() ? ys[k - 1] : ys[k];
        }
      }
      return Ring.ofMicroPx(xs, ys);
    }

    private static long coordinate(
        SplittableRandom random, Rational d, int from, int size, int kind, double reach) {
      double scale = d.toDouble() * 1e6;
      double at = from + size * (0.5 + reach * (random.nextDouble() - 0.5));
      long hair = random.nextInt(-1, 2);
      return switch (kind) {
        case 0 -> Math.round(at * scale);
        case 1 -> Math.round(Math.floor(at) * scale);
        case 2 -> Math.round((Math.floor(at) + 0.5) * scale);
        case 3 -> Math.round((Math.floor(at) + 0.5) * scale) + hair;
        case 4 -> Math.round(at * scale / 5e5) * 500_000;
        default -> Math.round(at * scale / 1e6) * 1_000_000 + hair;
      };
    }

    /** A piece of the window, near its middle. */
    Scene cropped(int width, int height) {
      PixelRect piece =
          new PixelRect(
              window.x() + Math.max(0, window.width() - width) / 2,
              window.y() + Math.max(0, window.height() - height) / 2,
              Math.min(width, window.width()),
              Math.min(height, window.height()));
      return new Scene(positive, negative, downsample, piece);
    }

    BitMask mask() {
      return ExactRasterizer.rasterize(positive, negative, downsample, window);
    }
  }

  @Test
  void equalsTheSlowOracleOnTenThousandCasesWithForeground() {
    int wanted = 10 * CASES;
    int cases = 0;
    int withNegative = 0;
    for (long seed = 0; cases < wanted; seed++) {
      // A tenth is as large as in the other properties; the oracle takes its time.
      Scene scene = seed % 10 == 0 ? Scene.of(seed) : Scene.of(seed).cropped(14, 7);
      BitMask expected =
          PolygonOracle.mask(
              scene.positive(), scene.negative(), scene.downsample(), scene.window());
      assertThatPixels(scene.mask()).as("seed %d, %s", seed, scene).isEqualTo(expected);
      if (expected.count() > 0) {
        cases++;
        withNegative += scene.negative().isEmpty() ? 0 : 1;
      }
      assertThat(seed).as("cases without foreground are rare").isLessThan(3 * wanted);
    }
    assertThat(withNegative).isGreaterThan(wanted / 4);
  }

  @Test
  void equalsTheSlowOracleOnRingsThatShrink() {
    PixelRect window = new PixelRect(-7, 5, 40, 20);
    Gen<Scene> scenes =
        Gens.downsamples()
            .flatMap(
                d ->
                    Gen.pair(
                            Gen.list(Gens.rings(window, d, 9), 1, 3),
                            Gen.list(Gens.rings(window, d, 5), 0, 2))
                        .map(rings -> new Scene(rings.first(), rings.second(), d, window)));
    Property.check(
        "the rasterizer follows the rule word for word",
        300,
        scenes,
        scene ->
            assertThatPixels(scene.mask())
                .isEqualTo(
                    PolygonOracle.mask(
                        scene.positive(), scene.negative(), scene.downsample(), scene.window())));
  }

  @Test
  void directionAndStartDoNotMatter() {
    for (long seed = 0; seed < CASES; seed++) {
      Scene scene = Scene.of(seed);
      BitMask expected = scene.mask();
      int turn = (int) (seed % 7);
      boolean reversed = seed % 2 == 0;
      Scene turned =
          new Scene(
              scene.positive().stream().map(ring -> turned(ring, turn, true)).toList(),
              scene.negative().stream().map(ring -> turned(ring, turn, reversed)).toList(),
              scene.downsample(),
              scene.window());
      assertThatPixels(turned.mask()).as("seed %d", seed).isEqualTo(expected);
    }
  }

  private static Ring turned(Ring ring, int start, boolean reversed) {
    int size = ring.size();
    long[] xs = new long[size];
    long[] ys = new long[size];
    for (int k = 0; k < size; k++) {
      int from = Math.floorMod(reversed ? start - k : start + k, size);
      xs[k] = ring.xMicroPx(from);
      ys[k] = ring.yMicroPx(from);
    }
    return Ring.ofMicroPx(xs, ys);
  }

  @Test
  void wholePixelShiftsShiftTheMask() {
    int foreground = 0;
    for (long seed = 0; seed < CASES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Scene scene = Scene.of(seed);
      Scene at2 =
          new Scene(
              scene.positive(), scene.negative(), Downsample.of(3), new PixelRect(0, 0, 99, 9));
      int dx = random.nextInt(-60_000, 60_000);
      int dy = random.nextInt(-60_000, 60_000);
      Scene shifted =
          new Scene(
              at2.positive().stream().map(ring -> shifted(ring, 3L * dx, 3L * dy)).toList(),
              at2.negative().stream().map(ring -> shifted(ring, 3L * dx, 3L * dy)).toList(),
              at2.downsample(),
              at2.window().shift(dx, dy));
      BitMask expected = at2.mask();
      foreground += expected.count() > 0 ? 1 : 0;
      assertThatPixels(shifted.mask()).as("seed %d", seed).isEqualTo(expected);
    }
    assertThat(foreground).isGreaterThan(50);
  }

  private static Ring shifted(Ring ring, long dxPx, long dyPx) {
    long[] xs = new long[ring.size()];
    long[] ys = new long[ring.size()];
    for (int k = 0; k < xs.length; k++) {
      xs[k] = ring.xMicroPx(k) + dxPx * Ring.MICRO;
      ys[k] = ring.yMicroPx(k) + dyPx * Ring.MICRO;
    }
    return Ring.ofMicroPx(xs, ys);
  }

  @Test
  void tilesEqualTheWhole() {
    for (long seed = 0; seed < CASES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Scene scene = Scene.of(seed);
      BitMask expected = scene.mask();
      ExactRasterizer rasterizer =
          new ExactRasterizer(scene.positive(), scene.negative(), scene.downsample());
      int tile = random.nextInt(1, 40);
      PixelRect window = scene.window();
      BitMask joined = new BitMask(window.width(), window.height());
      for (int y = 0; y < window.height(); y += tile) {
        for (int x = 0; x < window.width(); x += tile) {
          BitMask part = rasterizer.mask(new PixelRect(window.x() + x, window.y() + y, tile, tile));
          for (int j = 0; j < tile && y + j < window.height(); j++) {
            for (int i = 0; i < tile && x + i < window.width(); i++) {
              joined.set(x + i, y + j, part.get(i, j));
            }
          }
        }
      }
      assertThatPixels(joined).as("seed %d, tiles of %d", seed, tile).isEqualTo(expected);
    }
  }

  /** A random fan of triangles round a point: neighbours share edges, all together fill a box. */
  @Test
  void neighboursNeitherOverlapNorLeaveAGap() {
    for (long seed = 0; seed < 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Downsample d = DOWNSAMPLES.get(random.nextInt(4));
      long right = Math.round(40 * d.x().toDouble() * 1e6);
      long bottom = Math.round(40 * d.y().toDouble() * 1e6);
      List<long[]> rim = new ArrayList<>();
      for (int side = 0; side < 4; side++) {
        long[] steps = random.longs(4, 0, 1_000_001).sorted().toArray();
        for (long step : steps) {
          long x = right * step / 1_000_000;
          long y = bottom * step / 1_000_000;
          rim.add(
              switch (side) {
                case 0 -> new long[] {x, 0};
                case 1 -> new long[] {right, y};
                case 2 -> new long[] {right - x, bottom};
                default -> new long[] {0, bottom - y};
              });
        }
        rim.add(new long[][] {{right, 0}, {right, bottom}, {0, bottom}, {0, 0}}[side]);
      }
      long[] hub = {random.nextLong(right), random.nextLong(bottom)};
      PixelRect window = new PixelRect(0, 0, 40, 40);
      long sum = 0;
      BitMask union = new BitMask(40, 40);
      for (int k = 0; k < rim.size(); k++) {
        long[] a = rim.get(k);
        long[] b = rim.get((k + 1) % rim.size());
        Ring triangle =
            Ring.ofMicroPx(new long[] {hub[0], a[0], b[0]}, new long[] {hub[1], a[1], b[1]});
        BitMask part = ExactRasterizer.rasterize(List.of(triangle), List.of(), d, window);
        sum += part.count();
        union.or(part);
      }
      assertThat(sum).as("seed %d: no overlap", seed).isEqualTo(union.count());
      assertThat(union.count()).as("seed %d: no gap", seed).isEqualTo(1600);
    }
  }

  @Test
  void theCornersOfThePlaneAreExact() {
    long far = Ring.LIMIT_PX * Ring.MICRO;
    Ring diamond = Ring.ofMicroPx(new long[] {0, far, 0, -far}, new long[] {-far, 0, far, 0});
    int edge = (int) Ring.LIMIT_PX;
    for (PixelRect window :
        List.of(
            new PixelRect(edge - 9, -5, 12, 10),
            new PixelRect(-5, edge - 9, 10, 12),
            new PixelRect(edge / 2 - 5, edge / 2 - 5, 10, 10))) {
      BitMask mask =
          ExactRasterizer.rasterize(List.of(diamond), List.of(), Downsample.NONE, window);
      assertThat(mask.count()).isPositive();
      assertThatPixels(mask)
          .isEqualTo(PolygonOracle.mask(List.of(diamond), List.of(), Downsample.NONE, window));
    }
  }

  @Test
  void manyCrossingsAreFilledInBands() {
    // 3,000 teeth over 3,000 rows: 9 million crossings, more than are held at once.
    int teeth = 3_000;
    long[] xs = new long[2 * teeth];
    long[] ys = new long[2 * teeth];
    for (int k = 0; k < 2 * teeth; k++) {
      xs[k] = k * 1_500_000L;
      ys[k] = k % 2 == 0 ? 0 : teeth * Ring.MICRO;
    }
    Ring comb = Ring.ofMicroPx(xs, ys);
    ExactRasterizer rasterizer = new ExactRasterizer(List.of(comb), List.of(), Downsample.NONE);
    BitMask whole = rasterizer.mask(new PixelRect(0, 0, 3 * teeth, teeth));
    for (PixelRect part :
        List.of(new PixelRect(4_490, 1_490, 40, 20), new PixelRect(0, 2_000, 40, 20))) {
      BitMask expected = PolygonOracle.mask(List.of(comb), List.of(), Downsample.NONE, part);
      assertThat(expected.count()).isPositive();
      assertThat(whole.count(part)).isEqualTo(expected.count());
      assertThatPixels(rasterizer.mask(part)).isEqualTo(expected);
    }
  }
}
