package org.wsispark.annotation;

import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.WKBWriter;
import org.wsispark.geometry.Ring;

/**
 * A region's vertices as a JTS geometry in level-0 pixels, as drawn: nothing is repaired, so an
 * outline that crosses itself gives an invalid polygon.
 */
public final class RegionWkb {
  private static final GeometryFactory FACTORY = new GeometryFactory();

  /** Fewest vertices of an outline that can hold area. */
  private static final int TRIANGLE = 3;

  private RegionWkb() {}

  /**
   * The geometry.
   *
   * @param region any region
   * @return a polygon for freehand, rectangle and unknown regions of three vertices or more, else a
   *     line or point over the listed vertices (an ellipse keeps its two corners); empty without
   *     vertices
   */
  public static Optional<Geometry> of(Region region) {
    Ring ring = region.vertices();
    if (ring.size() == 0) {
      return Optional.empty();
    }
    Coordinate[] vertices = new Coordinate[ring.size()];
    for (int k = 0; k < vertices.length; k++) {
      vertices[k] =
          new Coordinate(
              (double) ring.xMicroPx(k) / Ring.MICRO, (double) ring.yMicroPx(k) / Ring.MICRO);
    }
    boolean line = region.type() == RegionType.ARROW || region.type() == RegionType.RULER;
    if (vertices.length == 1) {
      return Optional.of(FACTORY.createPoint(vertices[0]));
    }
    return Optional.of(
        line || vertices.length < TRIANGLE
            ? FACTORY.createLineString(vertices)
            : FACTORY.createPolygon(closed(vertices)));
  }

  private static Coordinate[] closed(Coordinate[] vertices) {
    if (vertices[0].equals2D(vertices[vertices.length - 1]) && vertices.length > TRIANGLE) {
      return vertices;
    }
    Coordinate[] ring = java.util.Arrays.copyOf(vertices, vertices.length + 1);
    ring[vertices.length] = vertices[0].copy();
    return ring;
  }

  /**
   * The geometry as well-known binary, two dimensions, big endian.
   *
   * @param region any region
   * @return the bytes; empty without vertices
   */
  public static Optional<byte[]> wkb(Region region) {
    return of(region).map(geometry -> new WKBWriter().write(geometry));
  }
}
