package org.wsispark.annotation;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.locationtech.jts.algorithm.LineIntersector;
import org.locationtech.jts.algorithm.RobustLineIntersector;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.noding.BasicSegmentString;
import org.locationtech.jts.noding.MCIndexNoder;
import org.locationtech.jts.noding.SegmentIntersector;
import org.locationtech.jts.noding.SegmentString;
import org.wsispark.geometry.Ring;

/** Questions about one ring as it is listed. */
final class RingShape {
  private RingShape() {}

  /** In level-0 px. */
  record Extent(double left, double top, double right, double bottom) {}

  static Extent extent(Ring ring) {
    long left = Long.MAX_VALUE;
    long top = Long.MAX_VALUE;
    long right = Long.MIN_VALUE;
    long bottom = Long.MIN_VALUE;
    for (int k = 0; k < ring.size(); k++) {
      left = Math.min(left, ring.xMicroPx(k));
      right = Math.max(right, ring.xMicroPx(k));
      top = Math.min(top, ring.yMicroPx(k));
      bottom = Math.max(bottom, ring.yMicroPx(k));
    }
    double unit = Ring.MICRO;
    return new Extent(left / unit, top / unit, right / unit, bottom / unit);
  }

  static boolean isClosed(Ring ring) {
    int last = ring.size() - 1;
    return last > 0
        && ring.xMicroPx(0) == ring.xMicroPx(last)
        && ring.yMicroPx(0) == ring.yMicroPx(last);
  }

  /** Whether all vertices lie on one line, exactly; an ellipse: whether its box is flat. */
  static boolean isDegenerate(Region region) {
    Ring ring = region.vertices();
    if (region.type() == RegionType.ELLIPSE && ring.size() == 2) {
      return ring.xMicroPx(0) == ring.xMicroPx(1) || ring.yMicroPx(0) == ring.yMicroPx(1);
    }
    int other = 0;
    while (other < ring.size() && same(ring, 0, other)) {
      other++;
    }
    for (int k = other + 1; k < ring.size(); k++) {
      if (turn(ring, other, k) != 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(Ring ring, int a, int b) {
    return ring.xMicroPx(a) == ring.xMicroPx(b) && ring.yMicroPx(a) == ring.yMicroPx(b);
  }

  private static int turn(Ring ring, int a, int b) {
    BigInteger ax = BigInteger.valueOf(ring.xMicroPx(a) - ring.xMicroPx(0));
    BigInteger ay = BigInteger.valueOf(ring.yMicroPx(a) - ring.yMicroPx(0));
    BigInteger bx = BigInteger.valueOf(ring.xMicroPx(b) - ring.xMicroPx(0));
    BigInteger by = BigInteger.valueOf(ring.yMicroPx(b) - ring.yMicroPx(0));
    return ax.multiply(by).compareTo(ay.multiply(bx));
  }

  /** Where two sides cross at a point inside both. Touching and doubled sides are no crossings. */
  static Optional<String> properCrossing(Ring ring) {
    ProperCrossing search = new ProperCrossing();
    new MCIndexNoder(search).computeNodes(List.of(new BasicSegmentString(closed(ring), null)));
    return Optional.ofNullable(search.found)
        .map(at -> String.format(Locale.ROOT, "at x=%.1f, y=%.1f", at.x, at.y));
  }

  /** The ring in px with its first vertex repeated at the end. */
  static Coordinate[] closed(Ring ring) {
    int size = ring.size();
    Coordinate[] closed = new Coordinate[size + 1];
    for (int k = 0; k <= size; k++) {
      closed[k] =
          new Coordinate(
              ring.xMicroPx(k % size) / (double) Ring.MICRO,
              ring.yMicroPx(k % size) / (double) Ring.MICRO);
    }
    return closed;
  }

  private static final class ProperCrossing implements SegmentIntersector {
    private final LineIntersector intersector = new RobustLineIntersector();
    private Coordinate found;

    @Override
    public void processIntersections(SegmentString a, int k, SegmentString b, int m) {
      if (found != null || k == m) {
        return;
      }
      intersector.computeIntersection(
          a.getCoordinate(k), a.getCoordinate(k + 1), b.getCoordinate(m), b.getCoordinate(m + 1));
      if (intersector.hasIntersection() && intersector.isProper()) {
        found = intersector.getIntersection(0).copy();
      }
    }

    @Override
    public boolean isDone() {
      return found != null;
    }
  }
}
