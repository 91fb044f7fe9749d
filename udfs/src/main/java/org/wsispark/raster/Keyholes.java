package org.wsispark.raster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.locationtech.jts.index.intervalrtree.SortedPackedIntervalRTree;
import org.wsispark.geometry.Ring;

/**
 * Joins a hole's outline and those of the islands in it into one ring. From its leftmost vertex
 * each island is joined, there and back, to the nearest outline on its left: the hole's or that of
 * an island farther left. The place where it is joined is rounded to micro-pixels.
 */
final class Keyholes {
  private long[] xs = new long[64];
  private long[] ys = new long[64];
  private int[] next = new int[64];
  private int size;

  /**
   * A side of one of the rings, as the nodes at its ends, and the islands that are joined to it.
   */
  private static final class Side {
    private final int from;
    private final int to;
    private final int ring;
    private final List<Joint> joints = new ArrayList<>();

    Side(int from, int to, int ring) {
      this.from = from;
      this.to = to;
      this.ring = ring;
    }
  }

  /** Where an island is joined; first and last are the nodes of its leftmost vertex. */
  private record Joint(long x, long y, int first, int last) {}

  private Keyholes() {}

  static Ring join(Ring hole, List<Ring> islands) {
    return islands.isEmpty() ? hole : new Keyholes().joined(hole, islands);
  }

  private Ring joined(Ring hole, List<Ring> islands) {
    List<Ring> rings = new ArrayList<>();
    islands.stream().map(Keyholes::fromLeftmost).forEach(rings::add);
    rings.sort(
        Comparator.comparingLong((Ring ring) -> ring.xMicroPx(0))
            .thenComparingLong(ring -> ring.yMicroPx(0)));
    rings.add(0, hole);
    SortedPackedIntervalRTree byHeight = new SortedPackedIntervalRTree();
    List<Side> sides = new ArrayList<>();
    int[] first = new int[rings.size()];
    int[] last = new int[rings.size()];
    for (int ring = 0; ring < rings.size(); ring++) {
      first[ring] = size;
      add(rings.get(ring), ring, sides);
      last[ring] = size - 1;
    }
    for (Side side : sides) {
      byHeight.insert(
          Math.min(ys[side.from], ys[side.to]), Math.max(ys[side.from], ys[side.to]), side);
    }
    for (int ring = 1; ring < rings.size(); ring++) {
      attach(ring, first[ring], last[ring], byHeight);
    }
    sides.forEach(this::splice);
    return path(first[0], last[0]);
  }

  private void attach(int ring, int first, int last, SortedPackedIntervalRTree byHeight) {
    long x = xs[first];
    long y = ys[first];
    Side[] nearest = new Side[1];
    long[] at = {Long.MIN_VALUE};
    byHeight.query(
        y,
        y,
        item -> {
          Side side = (Side) item;
          long crossing = side.ring < ring ? crossing(side, y) : Long.MAX_VALUE;
          if (crossing <= x && crossing > at[0]) {
            at[0] = crossing;
            nearest[0] = side;
          }
        });
    if (nearest[0] == null) {
      throw new IllegalStateException("an island lies outside its hole, at " + x + ", " + y);
    }
    nearest[0].joints.add(new Joint(at[0], y, first, last));
  }

  /** The rightmost point of a side at a height that it reaches. */
  private long crossing(Side side, long y) {
    long dy = ys[side.to] - ys[side.from];
    if (dy == 0) {
      return Math.max(xs[side.from], xs[side.to]);
    }
    double part = (double) (y - ys[side.from]) / (double) dy;
    return xs[side.from] + Math.round(part * (double) (xs[side.to] - xs[side.from]));
  }

  /** Leads the side's path round the islands that are joined to it, in the order along the side. */
  private void splice(Side side) {
    long x = xs[side.from];
    long y = ys[side.from];
    side.joints.sort(
        Comparator.comparingLong(joint -> Math.abs(joint.x - x) + Math.abs(joint.y - y)));
    int node = side.from;
    for (Joint joint : side.joints) {
      int there = node(joint.x, joint.y);
      int back = node(joint.x, joint.y);
      next[node] = there;
      next[there] = joint.first;
      next[joint.last] = back;
      node = back;
    }
    next[node] = side.to;
  }

  /** Adds a ring's vertices and once more its first one, so that a path leads all the way round. */
  private void add(Ring ring, int index, List<Side> sides) {
    for (int k = 0; k <= ring.size(); k++) {
      int at = node(ring.xMicroPx(k % ring.size()), ring.yMicroPx(k % ring.size()));
      if (k > 0) {
        sides.add(new Side(at - 1, at, index));
      }
    }
  }

  private int node(long x, long y) {
    if (size == xs.length) {
      int more = Math.multiplyExact(size, 2);
      xs = Arrays.copyOf(xs, more);
      ys = Arrays.copyOf(ys, more);
      next = Arrays.copyOf(next, more);
    }
    xs[size] = x;
    ys[size] = y;
    return size++;
  }

  private Ring path(int from, int to) {
    long[] pathX = new long[size];
    long[] pathY = new long[size];
    int count = 0;
    for (int node = from; node != to; node = next[node]) {
      if (count == 0 || pathX[count - 1] != xs[node] || pathY[count - 1] != ys[node]) {
        pathX[count] = xs[node];
        pathY[count++] = ys[node];
      }
    }
    return Ring.ofMicroPx(Arrays.copyOf(pathX, count), Arrays.copyOf(pathY, count));
  }

  private static Ring fromLeftmost(Ring ring) {
    int size = ring.size();
    int start = 0;
    for (int k = 1; k < size; k++) {
      if (ring.xMicroPx(k) < ring.xMicroPx(start)) {
        start = k;
      }
    }
    long[] turnedX = new long[size];
    long[] turnedY = new long[size];
    for (int k = 0; k < size; k++) {
      turnedX[k] = ring.xMicroPx((start + k) % size);
      turnedY[k] = ring.yMicroPx((start + k) % size);
    }
    return Ring.ofMicroPx(turnedX, turnedY);
  }
}
