package org.wsispark.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.algorithm.Area;
import org.locationtech.jts.geom.Coordinate;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Ring;
import org.wsispark.testkit.oracle.AreaOracle;
import org.wsispark.testkit.property.Gens;
import org.wsispark.testkit.property.Property;

class RegionMeasuresTest {

  private static RegionMeasures of(RegionType type, double... xy) {
    return RegionMeasures.of(Region.drawn(1, type, false, Ring.ofPx(xy), ""));
  }

  @Test
  void freehandIsOpenAndRectanglesAreClosed() {
    assertThat(of(RegionType.FREEHAND, 0, 0, 4, 0, 4, 3)).isEqualTo(new RegionMeasures(7, 6));
    assertThat(of(RegionType.RECTANGLE, 0, 0, 4, 0, 4, 3)).isEqualTo(new RegionMeasures(12, 6));
    assertThat(of(RegionType.RULER, 0, 0, 4, 3)).isEqualTo(new RegionMeasures(5, 0));
    assertThat(of(RegionType.FREEHAND)).isEqualTo(new RegionMeasures(0, 0));
    // The lobes of a bow tie cancel.
    assertThat(of(RegionType.FREEHAND, 0, 0, 2, 2, 2, 0, 0, 2).areaPx()).isZero();
  }

  @Test
  void ellipsesFollowRamanujan() {
    // Values that ImageScope stored: a perimeter for 42 x 34, an area for 46 x 42.
    assertThat(RegionMeasures.text(of(RegionType.ELLIPSE, 10, 50, 52, 16).lengthPx()))
        .isEqualTo("119.7");
    assertThat(RegionMeasures.text(of(RegionType.ELLIPSE, 0, 0, 46, 42).areaPx()))
        .isEqualTo("1517.4");
  }

  @Test
  void micronsScaleOnceAndTwice() {
    RegionMeasures measures = new RegionMeasures(10, 100);
    assertThat(measures.lengthUm(new Mpp(0.5))).isEqualTo(5);
    assertThat(measures.areaUm2(new Mpp(0.5))).isEqualTo(25);
  }

  @ParameterizedTest
  @CsvSource({"0,0.0", "109,109.0", "0.05,0.1", "0.04999,0.0", "127651877.1,127651877.1"})
  void textHasOneDecimal(double value, String text) {
    assertThat(RegionMeasures.text(value)).isEqualTo(text);
  }

  @Test
  void areasAgreeWithJts() {
    for (int seed = 0; seed < 500; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int size = random.nextInt(3, 60);
      double offset = random.nextInt(2) * 100_000;
      double[] xy = random.doubles(2L * size, offset, offset + 5_000).toArray();
      Coordinate[] ring = new Coordinate[size + 1];
      for (int k = 0; k <= size; k++) {
        // JTS loses digits far from the origin; the area does not depend on where it is.
        ring[k] = new Coordinate(xy[k % size * 2] - offset, xy[k % size * 2 + 1] - offset);
      }
      double expected = Area.ofRing(ring);
      // Coordinates were rounded to micro-pixels: half of one times the perimeter, at most.
      assertThat(of(RegionType.FREEHAND, xy).areaPx())
          .as("seed %d", seed)
          .isCloseTo(expected, within(1e-9 * expected + 5e-7 * size * 8_000));
    }
  }

  @Test
  void areasAreThoseOfExactTrapezoids() {
    PixelRect window = new PixelRect(-20_000, 0, 60_000, 40_000);
    Property.check(
        "the area of a freehand region",
        300,
        Gens.rings(window, Downsample.NONE, 40),
        ring -> {
          Region region = Region.drawn(1, RegionType.FREEHAND, false, ring, "");
          double expected = AreaOracle.squarePx(ring).doubleValue();
          assertThat(RegionMeasures.of(region).areaPx()).isEqualTo(expected);
        });
  }
}
