package org.wsispark.raster;

import java.util.Arrays;

/**
 * Removes small components and fills small holes of a mask by joining the runs of its rows
 * (union-find), so that memory grows with the number of runs, not with pixels. A hole is background
 * that does not reach the mask's edge.
 */
public final class SmallParts {
  private final BitMask mask;
  private final boolean value;
  private final int reach;
  private int[] from = new int[1024];
  private int[] to = new int[1024];
  private int[] parent = new int[1024];
  private long[] area = new long[1024];
  private boolean[] open = new boolean[1024];
  private int runs;

  /** How pixels of the foreground join; those of the background join the other way. */
  public enum Joins {
    /** By edges only (4-neighbours), as {@link ContourTracer} sees it. */
    EDGES,
    /** By corners too (8-neighbours). */
    CORNERS
  }

  private SmallParts(BitMask mask, boolean value, Joins foreground) {
    this.mask = mask;
    this.value = value;
    this.reach = value == (foreground == Joins.CORNERS) ? 1 : 0;
  }

  /**
   * Cleans a mask whose foreground joins by edges only.
   *
   * @param mask stays as it is
   * @param minObjectPx components with fewer pixels go
   * @param minHolePx holes with fewer pixels are filled
   * @return a new mask of the same size
   */
  public static BitMask remove(BitMask mask, long minObjectPx, long minHolePx) {
    return remove(mask, Joins.EDGES, minObjectPx, minHolePx);
  }

  /**
   * Cleans: first fills holes, then removes components, whose area then counts the filled holes.
   *
   * @param mask stays as it is
   * @param foreground how it joins
   * @param minObjectPx components with fewer pixels go
   * @param minHolePx holes with fewer pixels are filled
   * @return a new mask of the same size
   */
  public static BitMask remove(BitMask mask, Joins foreground, long minObjectPx, long minHolePx) {
    BitMask clean = mask.copy();
    new SmallParts(clean, false, foreground).flip(minHolePx);
    new SmallParts(clean, true, foreground).flip(minObjectPx);
    return clean;
  }

  /** Gives every part of the value that is smaller than the limit the other value. */
  private void flip(long limitPx) {
    if (limitPx <= 1) {
      return;
    }
    int[] firstOfRow = new int[mask.height() + 1];
    for (int y = 0; y < mask.height(); y++) {
      firstOfRow[y] = runs;
      for (int x = mask.next(y, 0, value); x < mask.width(); ) {
        int end = mask.next(y, x, !value);
        add(x, end, y);
        x = mask.next(y, end, value);
      }
      if (y > 0) {
        join(firstOfRow[y - 1], firstOfRow[y], runs);
      }
    }
    firstOfRow[mask.height()] = runs;
    for (int y = 0; y < mask.height(); y++) {
      for (int run = firstOfRow[y]; run < firstOfRow[y + 1]; run++) {
        int root = root(run);
        if (area[root] < limitPx && !open[root]) {
          mask.setRow(y, from[run], to[run], !value);
        }
      }
    }
  }

  private void add(int start, int end, int y) {
    if (runs == from.length) {
      int more = Math.multiplyExact(runs, 2);
      from = Arrays.copyOf(from, more);
      to = Arrays.copyOf(to, more);
      parent = Arrays.copyOf(parent, more);
      area = Arrays.copyOf(area, more);
      open = Arrays.copyOf(open, more);
    }
    from[runs] = start;
    to[runs] = end;
    parent[runs] = runs;
    area[runs] = (long) end - start;
    // Background at the mask's edge is the outside, no hole; foreground there is like any other.
    open[runs] = !value && (start == 0 || end == mask.width() || y == 0 || y == mask.height() - 1);
    runs++;
  }

  /** Joins the runs of a row with those of the row above that they touch. */
  private void join(int above, int row, int end) {
    int upper = above;
    for (int run = row; run < end; run++) {
      while (upper < row && to[upper] + reach <= from[run]) {
        upper++;
      }
      for (int k = upper; k < row && from[k] < to[run] + reach; k++) {
        union(k, run);
      }
    }
  }

  private void union(int a, int b) {
    int low = root(a);
    int high = root(b);
    if (low == high) {
      return;
    }
    parent[high] = low;
    area[low] += area[high];
    open[low] |= open[high];
  }

  private int root(int run) {
    int at = run;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }
}
