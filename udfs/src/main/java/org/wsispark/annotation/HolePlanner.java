package org.wsispark.annotation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.index.strtree.STRtree;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.wsispark.geometry.Ring;

/**
 * Polygons with holes as rings of a layer. A hole becomes a negative ring, unless another polygon
 * of the layer reaches into it: since a layer is its positive rings minus its negative ones, that
 * part would be lost, so such a hole is joined to its outline by a bridge, there and back, which
 * cancels under even-odd.
 */
public final class HolePlanner {

  /**
   * A polygon as formats other than Aperio's have it.
   *
   * @param outline level-0 micro-pixels
   * @param holes inside the outline
   */
  public record Polygon(Ring outline, List<Ring> holes) {
    /** Takes a copy of the list. */
    public Polygon {
      holes = List.copyOf(holes);
    }
  }

  /**
   * What a polygon becomes.
   *
   * @param outline the outline, with the holes that had to be joined to it
   * @param negatives the other holes
   * @param joined how many were joined
   */
  public record Planned(Ring outline, List<Ring> negatives, int joined) {
    /** Takes a copy of the list. */
    public Planned {
      negatives = List.copyOf(negatives);
    }
  }

  private final List<Polygon> polygons;
  private final STRtree outlines = new STRtree();

  private record Placed(int polygon, Geometry area) {}

  /**
   * Plans a layer.
   *
   * @param polygons all of the layer
   */
  public HolePlanner(List<Polygon> polygons) {
    this.polygons = List.copyOf(polygons);
    boolean holes = polygons.stream().anyMatch(polygon -> !polygon.holes().isEmpty());
    for (int k = 0; holes && k < polygons.size(); k++) {
      Geometry area = area(polygons.get(k));
      if (!area.isEmpty()) {
        outlines.insert(area.getEnvelopeInternal(), new Placed(k, area));
      }
    }
    outlines.build();
  }

  /**
   * The rings of the layer's polygons.
   *
   * @return one per polygon, in order
   */
  public List<Planned> planned() {
    List<Planned> planned = new ArrayList<>();
    for (int k = 0; k < polygons.size(); k++) {
      Ring outline = polygons.get(k).outline();
      List<Ring> negatives = new ArrayList<>();
      for (Ring hole : polygons.get(k).holes()) {
        if (isEntered(k, hole)) {
          outline = joined(outline, hole);
        } else {
          negatives.add(hole);
        }
      }
      planned.add(
          new Planned(outline, negatives, polygons.get(k).holes().size() - negatives.size()));
    }
    return planned;
  }

  private static Geometry area(Polygon polygon) {
    Geometry area = RegionGeometry.evenOdd(polygon.outline());
    for (Ring hole : polygon.holes()) {
      area = OverlayNG.overlay(area, RegionGeometry.evenOdd(hole), OverlayNG.DIFFERENCE);
    }
    return area;
  }

  private boolean isEntered(int polygon, Ring hole) {
    Geometry area = RegionGeometry.evenOdd(hole);
    if (area.isEmpty()) {
      return false;
    }
    for (Object near : outlines.query(area.getEnvelopeInternal())) {
      Placed placed = (Placed) near;
      if (placed.polygon() != polygon
          && OverlayNG.overlay(placed.area(), area, OverlayNG.INTERSECTION).getArea() > 0) {
        // A hole that reaches out of its outline would add area there under even-odd.
        return RegionGeometry.evenOdd(polygons.get(polygon).outline()).covers(area);
      }
    }
    return false;
  }

  /** From the outline's last vertex to the hole's nearest, round the hole, and back. */
  private static Ring joined(Ring outline, Ring hole) {
    int around = hole.size();
    if (around > 1 && same(hole, 0, around - 1)) {
      around--;
    }
    int size = outline.size();
    int nearest = nearest(hole, around, outline.xMicroPx(size - 1), outline.yMicroPx(size - 1));
    long[] xs = new long[size + around + 2];
    long[] ys = new long[size + around + 2];
    for (int k = 0; k < size; k++) {
      xs[k] = outline.xMicroPx(k);
      ys[k] = outline.yMicroPx(k);
    }
    for (int k = 0; k <= around; k++) {
      xs[size + k] = hole.xMicroPx((nearest + k) % around);
      ys[size + k] = hole.yMicroPx((nearest + k) % around);
    }
    xs[size + around + 1] = outline.xMicroPx(size - 1);
    ys[size + around + 1] = outline.yMicroPx(size - 1);
    return Ring.ofMicroPx(xs, ys);
  }

  private static boolean same(Ring ring, int a, int b) {
    return ring.xMicroPx(a) == ring.xMicroPx(b) && ring.yMicroPx(a) == ring.yMicroPx(b);
  }

  private static int nearest(Ring hole, int around, long x, long y) {
    double[] distances = new double[around];
    Arrays.setAll(distances, k -> Math.hypot(hole.xMicroPx(k) - x, hole.yMicroPx(k) - y));
    int nearest = 0;
    for (int k = 1; k < around; k++) {
      nearest = distances[k] < distances[nearest] ? k : nearest;
    }
    return nearest;
  }
}
