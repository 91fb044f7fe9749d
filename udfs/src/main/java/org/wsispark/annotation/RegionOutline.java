package org.wsispark.annotation;

import java.util.Optional;
import org.wsispark.geometry.Ring;

/**
 * The ring whose inside is a region's area. Freehand regions and rectangles are their listed
 * polygon, closed implicitly; so is an ellipse with more than two vertices. A two-vertex ellipse is
 * the polygon described at {@link #ellipse}. Arrows, rulers and unknown types have no area.
 */
public final class RegionOutline {
  /** How far the polygon of an ellipse stays inside it at most, in px. */
  private static final double SAGITTA_PX = 0.001;

  private static final int FEWEST_PER_QUADRANT = 16;
  private static final int MOST_PER_QUADRANT = 1 << 14;

  private RegionOutline() {}

  /**
   * The outline of a region's area.
   *
   * @param region any
   * @return a ring in level-0 micro-pixels, empty for a type without area
   */
  public static Optional<Ring> of(Region region) {
    return switch (region.type()) {
      case FREEHAND, RECTANGLE -> Optional.of(region.vertices());
      case ELLIPSE ->
          Optional.of(
              region.vertices().size() == 2 ? ellipse(region.vertices()) : region.vertices());
      case ARROW, RULER, UNKNOWN -> Optional.empty();
    };
  }

  /**
   * The ellipse in a box, as a polygon with vertices on it at equal steps of its parameter, n to a
   * quadrant, symmetric to both axes and rounded to micro-pixels. n is the least for which no side
   * is farther than 1/1000 px from the arc it replaces (radius * (1 - cos(pi / 4n)), the radius
   * being the larger one), but at least 16 and at most 16,384: the bound holds up to a radius of
   * 870,000 px.
   *
   * @param corners two opposite corners of the box
   * @return a ring of 4n vertices
   */
  static Ring ellipse(Ring corners) {
    long sumX = corners.xMicroPx(0) + corners.xMicroPx(1);
    long sumY = corners.yMicroPx(0) + corners.yMicroPx(1);
    double radiusX = Math.abs(corners.xMicroPx(1) - corners.xMicroPx(0)) / 2.0;
    double radiusY = Math.abs(corners.yMicroPx(1) - corners.yMicroPx(0)) / 2.0;
    int n = perQuadrant(Math.max(radiusX, radiusY) / Ring.MICRO);
    long[] xs = new long[4 * n];
    long[] ys = new long[4 * n];
    for (int k = 0; k < n; k++) {
      // StrictMath gives the same bits on every machine.
      double angle = Math.PI / 2 * k / n;
      double cos = StrictMath.cos(angle);
      double sin = StrictMath.sin(angle);
      put(xs, ys, k, sumX, sumY, radiusX * cos, radiusY * sin);
      put(xs, ys, n + k, sumX, sumY, -radiusX * sin, radiusY * cos);
      put(xs, ys, 2 * n + k, sumX, sumY, -radiusX * cos, -radiusY * sin);
      put(xs, ys, 3 * n + k, sumX, sumY, radiusX * sin, -radiusY * cos);
    }
    return Ring.ofMicroPx(xs, ys);
  }

  /** Twice the centre is whole, so the box's own half micro-pixels are not lost. */
  private static void put(long[] xs, long[] ys, int k, long sumX, long sumY, double dx, double dy) {
    xs[k] = Math.round((sumX + 2 * dx) / 2);
    ys[k] = Math.round((sumY + 2 * dy) / 2);
  }

  private static int perQuadrant(double radiusPx) {
    if (radiusPx <= SAGITTA_PX) {
      return FEWEST_PER_QUADRANT;
    }
    double step = StrictMath.acos(1 - SAGITTA_PX / radiusPx);
    double n = Math.ceil(Math.PI / 4 / step);
    return (int) Math.max(FEWEST_PER_QUADRANT, Math.min(MOST_PER_QUADRANT, n));
  }
}
