package org.wsispark.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wsispark.testkit.pixels.PixelAssertions.assertThatPixels;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Rational;
import org.wsispark.geometry.Ring;

class ContourTracerTest {
  private static final List<Downsample> DOWNSAMPLES =
      List.of(
          Downsample.NONE,
          Downsample.of(16),
          Downsample.ofSizes(4443, 3567, 2221, 1783),
          new Downsample(new Rational(1, 3), new Rational(46_000_000, 2_875_777)),
          new Downsample(new Rational(1, 500_000), new Rational(1, 333_333)));

  private static BitMask mask(String... rows) {
    BitMask mask = new BitMask(rows[0].length(), rows.length);
    for (int y = 0; y < rows.length; y++) {
      for (int x = 0; x < rows[y].length(); x++) {
        mask.set(x, y, rows[y].charAt(x) == '#');
      }
    }
    return mask;
  }

  private static Outlines trace(BitMask mask) {
    return ContourTracer.trace(mask, Downsample.NONE, 0, 0);
  }

  private static void comesBack(BitMask mask, Downsample d, int x, int y, String what) {
    Outlines outlines = ContourTracer.trace(mask, d, x, y);
    PixelRect window = new PixelRect(x, y, mask.width(), mask.height());
    assertThatPixels(ExactRasterizer.rasterize(outlines.positive(), outlines.negative(), d, window))
        .as(what)
        .isEqualTo(mask);
    // Nothing beyond the mask, either.
    PixelRect wider = new PixelRect(x - 2, y - 2, mask.width() + 4, mask.height() + 4);
    assertThat(
            ExactRasterizer.rasterize(outlines.positive(), outlines.negative(), d, wider).count())
        .as(what)
        .isEqualTo(mask.count());
  }

  @Test
  void noiseOfAnyDensityComesBack() {
    long foreground = 0;
    for (int seed = 0; seed < 2_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      BitMask mask = new BitMask(random.nextInt(1, 140), random.nextInt(1, 40));
      double density = random.nextDouble();
      for (int y = 0; y < mask.height(); y++) {
        for (int x = 0; x < mask.width(); x++) {
          mask.set(x, y, random.nextDouble() < density);
        }
      }
      foreground += mask.count();
      comesBack(
          mask,
          DOWNSAMPLES.get(seed % DOWNSAMPLES.size()),
          random.nextInt(-5_000, 5_000),
          random.nextInt(-5_000, 5_000),
          "seed " + seed);
    }
    assertThat(foreground).isGreaterThan(1_000_000);
  }

  @Test
  void everyMaskOfFourByFourComesBack() {
    for (int bits = 1; bits < 1 << 16; bits++) {
      BitMask mask = new BitMask(4, 4);
      for (int k = 0; k < 16; k++) {
        mask.set(k % 4, k / 4, (bits >> k & 1) != 0);
      }
      Outlines outlines = trace(mask);
      assertThatPixels(
              ExactRasterizer.rasterize(
                  outlines.positive(),
                  outlines.negative(),
                  Downsample.NONE,
                  new PixelRect(0, 0, 4, 4)))
          .isEqualTo(mask);
    }
  }

  @Test
  void fourDeepNestingIsOneRingEach() {
    // Positive, hole, island in it, hole in that, and once more.
    BitMask mask = new BitMask(40, 40);
    boolean value = true;
    for (int inset = 1; inset < 12; inset += 2) {
      for (int y = inset; y < 40 - inset; y++) {
        mask.setRow(y, inset, 40 - inset, value);
      }
      value = !value;
    }
    assertThat(mask.count()).isPositive();
    Outlines outlines = trace(mask);
    assertThat(outlines.positive()).hasSize(3);
    assertThat(outlines.negative()).hasSize(3);
    assertThat(outlines.positive()).allMatch(ring -> ring.size() == 4);
    // Round the hole, to the island, round it, and back.
    assertThat(outlines.negative().stream().map(Ring::size)).containsExactly(11, 11, 4);
    for (Downsample d : DOWNSAMPLES) {
      comesBack(mask, d, 17, -90, d.toString());
    }
  }

  @Test
  void aHoleWithManyIslandsIsOneRing() {
    BitMask mask =
        mask(
            "###########",
            "#.........#",
            "#.#.#.##..#",
            "#.........#",
            "#..#...#..#",
            "#.#.#.###.#",
            "#......#..#",
            "#.........#",
            "###########");
    Outlines outlines = trace(mask);
    assertThat(outlines.negative()).hasSize(1);
    assertThat(outlines.positive()).hasSize(8);
    comesBack(mask, Downsample.of(4), 3, 4, "islands");
  }

  @Test
  void cornerContactsPartComponentsAndCloseHoles() {
    // Two components that touch at a corner.
    Outlines two = trace(mask("#.", ".#"));
    assertThat(two.positive()).containsExactlyInAnyOrder(square(0, 0), square(1, 1));
    assertThat(two.negative()).isEmpty();
    // One component round a pocket that is closed by a corner contact.
    Outlines pocket = trace(mask("##.", "#.#", "###"));
    assertThat(pocket.positive()).hasSize(1);
    assertThat(pocket.negative()).containsExactly(square(1, 1));
  }

  private static Ring square(int x, int y) {
    return Ring.ofPx(x, y, x, y + 1, x + 1, y + 1, x + 1, y);
  }

  @Test
  void positiveRingsAreValidPolygons() {
    GeometryFactory factory = new GeometryFactory();
    int rings = 0;
    for (int seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      BitMask mask = new BitMask(30, 30);
      for (int k = 0; k < 900; k++) {
        mask.set(k % 30, k / 30, random.nextInt(100) < 55);
      }
      for (Ring ring : trace(mask).positive()) {
        Coordinate[] closed = new Coordinate[ring.size() + 1];
        for (int k = 0; k <= ring.size(); k++) {
          closed[k] =
              new Coordinate(
                  ring.xMicroPx(k % ring.size()) / 1e6, ring.yMicroPx(k % ring.size()) / 1e6);
        }
        assertThat(factory.createPolygon(closed).isValid()).as("seed %d", seed).isTrue();
        rings++;
      }
    }
    assertThat(rings).isGreaterThan(1_000);
  }

  @Test
  void anEmptyMaskHasNoOutlines() {
    assertThat(trace(new BitMask(5, 5)).positive()).isEmpty();
    assertThat(trace(new BitMask(0, 0)).positive()).isEmpty();
  }

  @Test
  void aHundredThousandIslandsInOneHoleAreNoStackOverflow() {
    BitMask mask = new BitMask(803, 503);
    for (int y = 0; y < 503; y++) {
      boolean rim = y == 0 || y == 502;
      for (int x = 0; x < 803; x++) {
        mask.set(x, y, rim || x == 0 || x == 802 || (x % 2 == 0 && y % 2 == 0));
      }
    }
    Outlines outlines = trace(mask);
    assertThat(outlines.positive()).hasSize(1 + 400 * 250);
    assertThat(outlines.negative()).hasSize(1);
    comesBack(mask, Downsample.NONE, 0, 0, "islands");
  }

  @Test
  void downsamplesBelowTwoMicroPixelsAreRefused() {
    Downsample tiny = new Downsample(new Rational(1, 600_000), Rational.ONE);
    assertThatThrownBy(() -> ContourTracer.trace(mask("#"), tiny, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2/1000000");
  }
}
