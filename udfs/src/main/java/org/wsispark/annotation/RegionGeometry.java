package org.wsispark.annotation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.algorithm.RayCrossingCounter;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineSegment;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.index.strtree.STRtree;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.UnaryUnionNG;
import org.locationtech.jts.operation.polygonize.Polygonizer;
import org.wsispark.geometry.Ring;

/**
 * Valid polygons of regions, in level-0 micro-pixels, all coordinates whole numbers. Where outlines
 * cross, the crossing is rounded to the nearest micro-pixel; so masks are made from the listed
 * vertices ({@link LayerMasks}), never from these.
 */
public final class RegionGeometry {
  private static final PrecisionModel MICRO = new PrecisionModel(1);
  private static final GeometryFactory FACTORY = new GeometryFactory(MICRO);

  private RegionGeometry() {}

  /**
   * The polygon or polygons inside a ring by the even-odd rule.
   *
   * @param ring in level-0 micro-pixels
   * @return valid; empty for a ring without area
   */
  public static Geometry evenOdd(Ring ring) {
    Coordinate[] closed = closed(ring);
    if (closed.length < 4) {
      return FACTORY.createPolygon();
    }
    Polygon whole = FACTORY.createPolygon(closed);
    if (whole.isValid()) {
      return whole;
    }
    Geometry sides = sides(closed);
    if (sides.isEmpty()) {
      return FACTORY.createPolygon();
    }
    Polygonizer polygonizer = new Polygonizer();
    polygonizer.add(UnaryUnionNG.union(sides, MICRO));
    List<Geometry> inside = new ArrayList<>();
    for (Object face : polygonizer.getPolygons()) {
      Geometry polygon = (Geometry) face;
      Coordinate within = polygon.getInteriorPoint().getCoordinate();
      if (RayCrossingCounter.locatePointInRing(within, closed) == Location.INTERIOR) {
        inside.add(polygon);
      }
    }
    return UnaryUnionNG.union(inside, FACTORY, MICRO);
  }

  /**
   * The sides that bound area. One that stands twice, as the bridges of keyholes do, bounds none;
   * were it left in, each of its crossings with other sides would be rounded into a new vertex.
   */
  private static Geometry sides(Coordinate[] closed) {
    Map<LineSegment, Boolean> odd = new LinkedHashMap<>();
    for (int k = 1; k < closed.length; k++) {
      LineSegment side = new LineSegment(closed[k - 1], closed[k]);
      side.normalize();
      if (odd.remove(side) == null) {
        odd.put(side, true);
      }
    }
    LineString[] lines =
        odd.keySet().stream()
            .map(side -> FACTORY.createLineString(new Coordinate[] {side.p0, side.p1}))
            .toArray(LineString[]::new);
    return FACTORY.createMultiLineString(lines);
  }

  /**
   * What each positive region of a layer adds to it: its even-odd polygon minus all negative
   * regions of the layer.
   *
   * @param layer any
   * @return one geometry per region of the layer, in its order: valid polygons, empty for negative
   *     regions, regions without area, and positive ones that are taken out completely
   */
  public static List<Geometry> positives(Layer layer) {
    STRtree negatives = new STRtree();
    for (Ring ring : LayerMasks.rings(layer, true)) {
      Geometry geometry = evenOdd(ring);
      if (!geometry.isEmpty()) {
        negatives.insert(geometry.getEnvelopeInternal(), geometry);
      }
    }
    List<Geometry> geometries = new ArrayList<>();
    for (Region region : layer.regions()) {
      Geometry geometry =
          region.negative()
              ? FACTORY.createPolygon()
              : RegionOutline.of(region)
                  .map(RegionGeometry::evenOdd)
                  .orElseGet(FACTORY::createPolygon);
      geometries.add(minus(geometry, negatives));
    }
    return geometries;
  }

  /** The near negatives are united first, so a component with many holes is cut only once. */
  private static Geometry minus(Geometry geometry, STRtree negatives) {
    if (geometry.isEmpty()) {
      return geometry;
    }
    List<Geometry> near = new ArrayList<>();
    for (Object negative : negatives.query(geometry.getEnvelopeInternal())) {
      near.add((Geometry) negative);
    }
    if (near.isEmpty()) {
      return geometry;
    }
    Geometry united = near.size() == 1 ? near.get(0) : UnaryUnionNG.union(near, FACTORY, MICRO);
    return OverlayNG.overlay(geometry, united, OverlayNG.DIFFERENCE, MICRO);
  }

  /** Closed, without repeated vertices. */
  private static Coordinate[] closed(Ring ring) {
    List<Coordinate> path = new ArrayList<>();
    for (int k = 0; k <= ring.size() && ring.size() > 0; k++) {
      Coordinate next =
          new Coordinate(ring.xMicroPx(k % ring.size()), ring.yMicroPx(k % ring.size()));
      if (path.isEmpty() || !path.get(path.size() - 1).equals2D(next)) {
        path.add(next);
      }
    }
    return path.toArray(Coordinate[]::new);
  }
}
