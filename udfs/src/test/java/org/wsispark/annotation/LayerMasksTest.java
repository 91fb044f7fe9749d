package org.wsispark.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Ring;
import org.wsispark.raster.BitMask;

class LayerMasksTest {
  private static final Ring BIG = box(0, 0, 20, 20);

  private static Ring box(double left, double top, double right, double bottom) {
    return Ring.ofPx(left, top, right, top, right, bottom, left, bottom);
  }

  private static Region region(RegionType type, boolean negative, Ring ring) {
    return Region.drawn(1, type, negative, ring, "");
  }

  private static long count(Region... regions) {
    Layer layer = Layer.drawn(1, "", Layer.GREEN, List.of(regions));
    return LayerMasks.rasterize(layer, Downsample.NONE, new PixelRect(-5, -5, 60, 60)).count();
  }

  @Test
  void allPositivesMinusAllNegativesInAnyOrder() {
    Region positive = region(RegionType.FREEHAND, false, BIG);
    Region hole = region(RegionType.FREEHAND, true, box(5, 5, 15, 15));
    Region island = region(RegionType.RECTANGLE, false, box(8, 8, 12, 12));
    assertThat(count(positive)).isEqualTo(400);
    assertThat(count(positive, hole)).isEqualTo(300);
    assertThat(count(hole, positive)).isEqualTo(300);
    // An island inside a negative region is taken out with it.
    assertThat(count(positive, hole, island)).isEqualTo(300);
    assertThat(count(positive, region(RegionType.FREEHAND, false, box(10, 0, 30, 20))))
        .isEqualTo(600);
  }

  @Test
  void arrowsRulersAndUnknownTypesHaveNoArea() {
    Region positive = region(RegionType.FREEHAND, false, BIG);
    for (RegionType type : List.of(RegionType.ARROW, RegionType.RULER, RegionType.UNKNOWN)) {
      assertThat(count(region(type, false, BIG))).isZero();
      assertThat(count(positive, region(type, true, BIG))).isEqualTo(400);
    }
    assertThat(count(region(RegionType.FREEHAND, false, Ring.ofPx(0, 0, 20, 20)))).isZero();
  }

  /** Against the ellipse's own inequality, leaving out centres closer to it than the polygon is. */
  @ParameterizedTest
  @CsvSource({
    "0,0,40,30",
    "40.5,30.25,3.125,1",
    "-3,7,11.7,48",
    "2,2,2.6,50",
    "-400,-150,40,170",
    "-90000,-70000,30,70040"
  })
  void twoVertexEllipsesAreTheEllipseInTheBox(double x0, double y0, double x1, double y1) {
    Region ellipse = region(RegionType.ELLIPSE, false, Ring.ofPx(x0, y0, x1, y1));
    PixelRect window = new PixelRect(-5, -5, 60, 60);
    BitMask mask =
        LayerMasks.rasterize(
            Layer.drawn(1, "", Layer.GREEN, List.of(ellipse)), Downsample.NONE, window);
    double a = Math.abs(x1 - x0) / 2;
    double b = Math.abs(y1 - y0) / 2;
    int compared = 0;
    for (int j = 0; j < 60; j++) {
      for (int i = 0; i < 60; i++) {
        double dx = (i - 4.5 - (x0 + x1) / 2) / a;
        double dy = (j - 4.5 - (y0 + y1) / 2) / b;
        double radius = Math.sqrt(dx * dx + dy * dy);
        if (Math.abs(radius - 1) * Math.min(a, b) > 0.0011 + 1e-6) {
          assertThat(mask.get(i, j)).as("pixel %d, %d", i - 5, j - 5).isEqualTo(radius < 1);
          compared++;
        }
      }
    }
    assertThat(mask.count()).isPositive();
    assertThat(compared).isGreaterThan(3_580);
  }

  @Test
  void ellipsesOfManyVerticesAreTheirPolygon() {
    assertThat(count(region(RegionType.ELLIPSE, false, BIG))).isEqualTo(400);
    assertThat(count(region(RegionType.ELLIPSE, false, Ring.ofPx(3, 3)))).isZero();
  }

  @Test
  void orphanNegativesAreWhatThePolicySays() {
    Region positive = region(RegionType.FREEHAND, false, BIG);
    Region hole = region(RegionType.FREEHAND, true, box(5, 5, 15, 15));
    Region orphan = region(RegionType.FREEHAND, true, box(30, 30, 40, 35));
    Layer layer = Layer.drawn(1, "", Layer.GREEN, List.of(orphan, positive, hole));
    AnnotationDocument document = new AnnotationDocument(Optional.empty(), List.of(layer));
    assertThat(OrphanPolicy.orphans(layer)).containsExactly(orphan);
    assertThat(OrphanPolicy.SUBTRACT.apply(document)).isSameAs(document);
    assertThat(OrphanPolicy.WARN.apply(document)).isSameAs(document);
    Layer read = OrphanPolicy.POSITIVE.apply(document).layers().get(0);
    assertThat(count(layer.regions().toArray(Region[]::new))).isEqualTo(300);
    assertThat(count(read.regions().toArray(Region[]::new))).isEqualTo(350);
    assertThat(OrphanPolicy.orphans(read)).isEmpty();
    assertThat(OrphanPolicy.texts()).allMatch(text -> OrphanPolicy.of(text).isPresent());
    assertThat(OrphanPolicy.of("drop")).isEmpty();
  }
}
