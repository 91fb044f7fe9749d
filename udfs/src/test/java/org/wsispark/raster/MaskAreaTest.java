package org.wsispark.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Ring;

/** The area of masks against JTS, and the index that finds the rings of a window. */
class MaskAreaTest {
  private static final GeometryFactory FACTORY = new GeometryFactory();
  private static final int SIDE_PX = 2_000;

  /** Star-shaped round a point, so it does not cross itself. */
  private static Ring star(SplittableRandom random, double radius) {
    int vertices = random.nextInt(3, 60);
    double x = random.nextDouble(radius, SIDE_PX - radius);
    double y = random.nextDouble(radius, SIDE_PX - radius);
    double[] xy = new double[2 * vertices];
    for (int k = 0; k < vertices; k++) {
      double angle = 2 * Math.PI * (k + 0.8 * random.nextDouble()) / vertices;
      double length = radius * random.nextDouble(0.3, 1);
      xy[2 * k] = x + length * Math.cos(angle);
      xy[2 * k + 1] = y + length * Math.sin(angle);
    }
    return Ring.ofPx(xy);
  }

  private static Polygon polygon(Ring ring) {
    Coordinate[] closed = new Coordinate[ring.size() + 1];
    for (int k = 0; k < closed.length; k++) {
      int at = k % ring.size();
      closed[k] = new Coordinate(ring.xMicroPx(at) / 1e6, ring.yMicroPx(at) / 1e6);
    }
    return FACTORY.createPolygon(closed);
  }

  private static Geometry union(List<Ring> rings) {
    return rings.stream()
        .map(ring -> polygon(ring).union())
        .reduce(Geometry::union)
        .orElse(FACTORY.createPolygon());
  }

  /**
   * A pixel is wrong by at most its own area, and only when the boundary passes through it; a
   * boundary piece of length l passes through at most 2 l / d + 3 pixels.
   */
  @Test
  void areaIsThatOfJtsButForPixelsOnTheBoundary() {
    for (int seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Ring> positive = new ArrayList<>();
      List<Ring> negative = new ArrayList<>();
      for (int k = random.nextInt(1, 5); k > 0; k--) {
        positive.add(star(random, random.nextDouble(50, 600)));
      }
      for (int k = random.nextInt(3); k > 0; k--) {
        negative.add(star(random, random.nextDouble(20, 300)));
      }
      int d = 1 + seed % 5;
      PixelRect window = new PixelRect(0, 0, SIDE_PX, SIDE_PX);
      BitMask mask = ExactRasterizer.rasterize(positive, negative, Downsample.of(d), window);
      Geometry area = union(positive).difference(union(negative));
      double bound = (2 * area.getLength() / d + 3.0 * area.getNumPoints()) * d * d;
      assertThat(mask.count()).as("seed %d", seed).isPositive();
      assertThat((double) mask.count() * d * d)
          .as("seed %d", seed)
          .isCloseTo(area.getArea(), within(bound));
      // Far below the bound in fact: errors of both signs cancel.
      assertThat((double) mask.count() * d * d)
          .as("seed %d", seed)
          .isCloseTo(area.getArea(), within(2.5 * d * Math.sqrt(area.getLength() * d)));
    }
  }

  @Test
  void aWindowLooksOnlyAtTheRingsThatTouchIt() {
    SplittableRandom random = new SplittableRandom(3);
    CentreAxis axis = new CentreAxis(Downsample.NONE.x());
    List<RingEdges> rings = new ArrayList<>();
    for (int k = 0; k < 400; k++) {
      rings.add(new RingEdges(star(random, random.nextDouble(2, 300)), axis, axis));
    }
    RingIndex index = new RingIndex(rings);
    int found = 0;
    for (int k = 0; k < 300; k++) {
      PixelRect window =
          new PixelRect(
              random.nextInt(-400, SIDE_PX + 100),
              random.nextInt(-400, SIDE_PX + 100),
              random.nextInt(0, 300),
              random.nextInt(0, 700));
      List<RingEdges> touching = new ArrayList<>();
      index.touching(window, touching::add);
      assertThat(touching)
          .doesNotHaveDuplicates()
          .hasSameElementsAs(
              window.isEmpty()
                  ? List.of()
                  : rings.stream().filter(ring -> ring.touches(window)).toList());
      found += touching.size();
    }
    assertThat(found).isBetween(300, 60_000);
    List<RingEdges> none = new ArrayList<>();
    new RingIndex(List.of()).touching(new PixelRect(0, 0, 9, 9), none::add);
    assertThat(none).isEmpty();
  }
}
