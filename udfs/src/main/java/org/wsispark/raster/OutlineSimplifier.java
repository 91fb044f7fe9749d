package org.wsispark.raster;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.simplify.TopologyPreservingSimplifier;
import org.wsispark.geometry.Ring;

/**
 * Leaves out vertices of traced polygons, so that outlines along pixel edges become smooth and
 * small. What is left rasterizes to nearly, but not exactly, the mask that was traced; what that
 * costs is for the caller to measure.
 *
 * <p>All rings are simplified together by JTS's topology-preserving form of the Douglas-Peucker
 * algorithm: vertices that stay are not moved, no polygon or hole vanishes, and no two outlines
 * cross. Holes with islands are keyholed again afterwards.
 */
public final class OutlineSimplifier {
  private static final GeometryFactory FACTORY = new GeometryFactory();

  private OutlineSimplifier() {}

  /**
   * Simplifies.
   *
   * @param polygons all polygons of one mask
   * @param tolerancePx how far a vertex that is left out may lie from the new outline, in level-0
   *     px; at least 0
   * @return outlines and how many vertices they had and have
   */
  public static SimplifiedOutlines simplify(List<TracedPolygon> polygons, double tolerancePx) {
    // In micro-pixels: whole numbers below 2^53, so vertices come back exactly.
    Geometry all =
        FACTORY.createMultiPolygon(
            polygons.stream().map(OutlineSimplifier::polygon).toArray(Polygon[]::new));
    Geometry simple = TopologyPreservingSimplifier.simplify(all, tolerancePx * Ring.MICRO);
    if (simple.getNumGeometries() != polygons.size()) {
      throw new IllegalStateException(
          polygons.size() + " polygons became " + simple.getNumGeometries());
    }
    List<Ring> positive = new ArrayList<>();
    List<List<List<Ring>>> islands = new ArrayList<>();
    for (int k = 0; k < polygons.size(); k++) {
      positive.add(ring(((Polygon) simple.getGeometryN(k)).getExteriorRing()));
      List<List<Ring>> none = new ArrayList<>();
      polygons.get(k).holes().forEach(hole -> none.add(new ArrayList<>()));
      islands.add(none);
    }
    for (int k = 0; k < polygons.size(); k++) {
      TracedPolygon polygon = polygons.get(k);
      if (polygon.parent() >= 0) {
        islands.get(polygon.parent()).get(polygon.parentHole()).add(positive.get(k));
      }
    }
    List<Ring> negative = new ArrayList<>();
    for (int k = 0; k < polygons.size(); k++) {
      Polygon polygon = (Polygon) simple.getGeometryN(k);
      List<List<Ring>> inHoles = islands.get(k);
      IntStream.range(0, inHoles.size())
          .forEach(
              hole ->
                  negative.add(
                      Keyholes.join(ring(polygon.getInteriorRingN(hole)), inHoles.get(hole))));
    }
    long before =
        polygons.stream()
            .mapToLong(
                polygon ->
                    polygon.shell().size() + polygon.holes().stream().mapToLong(Ring::size).sum())
            .sum();
    long rings = polygons.stream().mapToLong(polygon -> 1L + polygon.holes().size()).sum();
    return new SimplifiedOutlines(
        new Outlines(positive, negative), before, simple.getNumPoints() - rings);
  }

  private static Polygon polygon(TracedPolygon polygon) {
    return FACTORY.createPolygon(
        linear(polygon.shell()),
        polygon.holes().stream().map(OutlineSimplifier::linear).toArray(LinearRing[]::new));
  }

  private static LinearRing linear(Ring ring) {
    int size = ring.size();
    Coordinate[] closed = new Coordinate[size + 1];
    for (int k = 0; k <= size; k++) {
      closed[k] = new Coordinate(ring.xMicroPx(k % size), ring.yMicroPx(k % size));
    }
    return FACTORY.createLinearRing(closed);
  }

  private static Ring ring(LineString closed) {
    int size = closed.getNumPoints() - 1;
    long[] xs = new long[size];
    long[] ys = new long[size];
    for (int k = 0; k < size; k++) {
      xs[k] = Math.round(closed.getCoordinateN(k).x);
      ys[k] = Math.round(closed.getCoordinateN(k).y);
    }
    return Ring.ofMicroPx(xs, ys);
  }
}
