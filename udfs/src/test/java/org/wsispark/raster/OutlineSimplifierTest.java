package org.wsispark.raster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Ring;

class OutlineSimplifierTest {

  private static BitMask noise(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    BitMask mask = new BitMask(random.nextInt(1, 90), random.nextInt(1, 60));
    double density = random.nextDouble();
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        mask.set(x, y, random.nextDouble() < density);
      }
    }
    return mask;
  }

  /** Discs in discs: what tissue looks like, with holes and islands. */
  private static BitMask blobs(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    BitMask mask = new BitMask(400, 300);
    double[] radii = {120, 90, 60, 30, 12};
    double cx = random.nextDouble(150, 250);
    double cy = random.nextDouble(140, 160);
    boolean value = true;
    for (double radius : radii) {
      double wobble = random.nextDouble(0.05, 0.15);
      for (int y = 0; y < 300; y++) {
        for (int x = 0; x < 400; x++) {
          double angle = Math.atan2(y - cy, x - cx);
          double rim = radius * (1 + wobble * Math.sin(5 * angle + radius));
          if (Math.hypot(x - cx, y - cy) < rim) {
            mask.set(x, y, value);
          }
        }
      }
      value = !value;
    }
    return mask;
  }

  private static boolean isValid(Ring ring) {
    Coordinate[] closed = new Coordinate[ring.size() + 1];
    for (int k = 0; k <= ring.size(); k++) {
      closed[k] = new Coordinate(ring.xMicroPx(k % ring.size()), ring.yMicroPx(k % ring.size()));
    }
    return new GeometryFactory().createPolygon(closed).isValid();
  }

  private static BitMask rasterized(Outlines outlines, BitMask like, Downsample d) {
    return ExactRasterizer.rasterize(
        outlines.positive(),
        outlines.negative(),
        d,
        new PixelRect(7, -9, like.width(), like.height()));
  }

  @Test
  void polygonsAreTheOutlinesWithoutKeyholes() {
    for (int seed = 0; seed < 300; seed++) {
      BitMask mask = noise(seed);
      List<TracedPolygon> polygons = ContourTracer.polygons(mask, Downsample.of(4), 7, -9);
      Outlines outlines = ContourTracer.trace(mask, Downsample.of(4), 7, -9);
      assertThat(polygons.stream().map(TracedPolygon::shell).toList())
          .isEqualTo(outlines.positive());
      assertThat(polygons.stream().mapToInt(polygon -> polygon.holes().size()).sum())
          .isEqualTo(outlines.negative().size());
      BitMask united = new BitMask(mask.width(), mask.height());
      for (TracedPolygon polygon : polygons) {
        united.or(
            rasterized(
                new Outlines(List.of(polygon.shell()), polygon.holes()), mask, Downsample.of(4)));
        if (polygon.parent() >= 0) {
          Ring hole = polygons.get(polygon.parent()).holes().get(polygon.parentHole());
          Outlines outside = new Outlines(List.of(polygon.shell()), List.of(hole));
          assertThat(rasterized(outside, mask, Downsample.of(4)).count()).isZero();
        }
      }
      assertThat(united).as("seed %d", seed).isEqualTo(mask);
    }
  }

  @Test
  void toleranceZeroKeepsTheMask() {
    long islands = 0;
    for (int seed = 0; seed < 300; seed++) {
      BitMask mask = noise(seed);
      List<TracedPolygon> polygons = ContourTracer.polygons(mask, Downsample.of(4), 7, -9);
      SimplifiedOutlines simple = OutlineSimplifier.simplify(polygons, 0);
      assertThat(rasterized(simple.outlines(), mask, Downsample.of(4)))
          .as("seed %d", seed)
          .isEqualTo(mask);
      assertThat(simple.verticesAfter()).isEqualTo(simple.verticesBefore());
      islands += polygons.stream().filter(polygon -> polygon.parent() >= 0).count();
    }
    assertThat(islands).isGreaterThan(400);
  }

  @Test
  void smoothOutlinesLoseVerticesAndLittleArea() {
    Downsample d = Downsample.of(16);
    for (int seed = 0; seed < 20; seed++) {
      BitMask mask = blobs(seed);
      assertThat(mask.count()).isPositive();
      List<TracedPolygon> polygons = ContourTracer.polygons(mask, d, 7, -9);
      SimplifiedOutlines simple = OutlineSimplifier.simplify(polygons, 16);
      assertThat(simple.verticesAfter()).isLessThan(simple.verticesBefore() / 3);
      assertThat(simple.outlines().positive()).hasSameSizeAs(polygons);
      assertThat(simple.outlines().positive()).allMatch(OutlineSimplifierTest::isValid);
      BitMask after = rasterized(simple.outlines(), mask, d);
      BitMask both = after.copy();
      both.and(mask);
      BitMask either = after.copy();
      either.or(mask);
      assertThat((double) both.count() / either.count()).as("seed %d", seed).isGreaterThan(0.97);
    }
  }

  @Test
  void noPolygonVanishesAtALargeTolerance() {
    for (int seed = 0; seed < 100; seed++) {
      BitMask mask = noise(seed);
      List<TracedPolygon> polygons = ContourTracer.polygons(mask, Downsample.of(4), 7, -9);
      SimplifiedOutlines simple = OutlineSimplifier.simplify(polygons, 1_000);
      assertThat(simple.outlines().positive()).hasSameSizeAs(polygons);
      assertThat(simple.outlines().positive())
          .as("seed %d", seed)
          .allMatch(OutlineSimplifierTest::isValid);
      assertThat(simple.verticesAfter()).isLessThanOrEqualTo(simple.verticesBefore());
    }
  }
}
