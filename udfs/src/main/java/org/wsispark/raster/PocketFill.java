package org.wsispark.raster;

import java.util.Arrays;

/**
 * Fills every background pocket that cannot reach the mask's border by 4-neighbour steps, as
 * SciPy's {@code binary_fill_holes} does. The gaps between the runs of neighbouring rows are joined
 * (union-find), so time and memory grow with the number of runs and rows, and no pixel is ever
 * stored.
 */
public final class PocketFill {
  private final PixelRuns outline;

  /** Gap k of row y, left of the row's k-th run, has the number rowStart(y) + y + k. */
  private final int[] parent;

  private final boolean[] open;

  private PocketFill(PixelRuns outline) {
    this.outline = outline;
    int gaps = Math.addExact(outline.count(), outline.height());
    this.parent = new int[gaps];
    this.open = new boolean[gaps];
    Arrays.setAll(parent, gap -> gap);
  }

  /**
   * Fills.
   *
   * @param outline any mask
   * @return the mask and its pockets
   */
  public static PixelRuns fill(PixelRuns outline) {
    PocketFill fill = new PocketFill(outline);
    for (int y = 0; y < outline.height(); y++) {
      fill.openAtBorder(y);
      if (y > 0) {
        fill.join(y - 1, y);
      }
    }
    return fill.filled();
  }

  private void openAtBorder(int y) {
    int gaps = gaps(y);
    for (int k = 0; k < gaps; k++) {
      boolean border = y == 0 || y == outline.height() - 1 || k == 0 || k == gaps - 1;
      open[first(y) + k] = border && from(y, k) < to(y, k);
    }
  }

  private void join(int above, int below) {
    int upper = 0;
    int lower = 0;
    while (upper < gaps(above) && lower < gaps(below)) {
      int left = Math.max(from(above, upper), from(below, lower));
      int right = Math.min(to(above, upper), to(below, lower));
      if (left < right) {
        union(first(above) + upper, first(below) + lower);
      }
      if (to(above, upper) < to(below, lower)) {
        upper++;
      } else {
        lower++;
      }
    }
  }

  private PixelRuns filled() {
    PixelRuns.Builder filled = new PixelRuns.Builder(outline.width(), outline.height());
    for (int y = 0; y < outline.height(); y++) {
      int start = 0;
      for (int k = 0; k < gaps(y); k++) {
        if (open[root(first(y) + k)]) {
          filled.add(y, start, from(y, k));
          start = to(y, k);
        }
      }
      filled.add(y, start, outline.width());
    }
    return filled.build();
  }

  private int gaps(int y) {
    return outline.rowStart(y + 1) - outline.rowStart(y) + 1;
  }

  private int first(int y) {
    return outline.rowStart(y) + y;
  }

  private int from(int y, int gap) {
    return gap == 0 ? 0 : outline.to(outline.rowStart(y) + gap - 1);
  }

  private int to(int y, int gap) {
    int run = outline.rowStart(y) + gap;
    return run == outline.rowStart(y + 1) ? outline.width() : outline.from(run);
  }

  private void union(int a, int b) {
    int low = root(a);
    int high = root(b);
    if (low != high) {
      parent[high] = low;
      open[low] |= open[high];
    }
  }

  private int root(int gap) {
    int at = gap;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }
}
