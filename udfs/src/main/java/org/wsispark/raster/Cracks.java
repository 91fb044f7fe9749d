package org.wsispark.raster;

import java.util.Arrays;

/**
 * The vertical pixel edges between foreground and background of a mask ("cracks"), and how outlines
 * connect them. Cracks are numbered row by row from the left: 2r is the left end of run r
 * (foreground to its right), 2r+1 the right end. Each crack has two nodes, its top (2c) and its
 * bottom (2c+1); {@link #link} pairs every node with the one that the outline goes on to, along a
 * horizontal pixel edge or straight on at the same place.
 *
 * <p>Where two foreground pixels touch only at a corner, the outline depends on whether they belong
 * to the same 4-connected component. If not, it turns round each of them. If so, it goes from one
 * to the other, since the two background pixels there are parted by the component; so no outline
 * visits a corner twice, and every ring is a simple closed curve.
 */
final class Cracks {
  private static final int NONE = -1;

  private final int height;
  private final int[] rowStart;
  private final int[] xs;
  private final int[] links;
  private final int[] component;

  Cracks(BitMask mask) {
    this.height = mask.height();
    this.rowStart = new int[height + 1];
    int[] ends = new int[64];
    int size = 0;
    for (int y = 0; y < height; y++) {
      rowStart[y] = size;
      int x = mask.next(y, 0, true);
      while (x < mask.width()) {
        if (size + 2 > ends.length) {
          ends = Arrays.copyOf(ends, Math.multiplyExact(ends.length, 2));
        }
        ends[size++] = x;
        x = mask.next(y, x, false);
        ends[size++] = x;
        x = mask.next(y, x, true);
      }
    }
    rowStart[height] = size;
    this.xs = ends;
    this.links = new int[Math.multiplyExact(2, size)];
    this.component = components();
    for (int line = 0; line <= height; line++) {
      connect(line);
    }
  }

  int count() {
    return rowStart[height];
  }

  int height() {
    return height;
  }

  /** The first crack of a row; of the row after the last, the number of cracks. */
  int rowStart(int row) {
    return rowStart[row];
  }

  int x(int crack) {
    return xs[crack];
  }

  static int top(int crack) {
    return crack << 1;
  }

  static int bottom(int crack) {
    return crack << 1 | 1;
  }

  static int crackOf(int node) {
    return node >> 1;
  }

  static boolean isTop(int node) {
    return (node & 1) == 0;
  }

  /** Whether foreground lies to the right of a crack. */
  static boolean isLeftEnd(int crack) {
    return (crack & 1) == 0;
  }

  /** The 4-connected component that a crack bounds: the number of one of its runs. */
  int component(int crack) {
    return component[crack >> 1];
  }

  int link(int node) {
    return links[node];
  }

  /** The last crack of a row at or left of a column, or -1. */
  int lastUpTo(int row, int x) {
    if (row < 0) {
      return NONE;
    }
    int found = Arrays.binarySearch(xs, rowStart[row], rowStart[row + 1], x);
    int crack = found >= 0 ? found : -found - 2;
    return crack >= rowStart[row] ? crack : NONE;
  }

  /** Union-find over the runs: the root of each run's 4-connected component. */
  private int[] components() {
    int[] parent = new int[count() / 2];
    Arrays.setAll(parent, run -> run);
    for (int y = 1; y < height; y++) {
      int above = rowStart[y - 1];
      int below = rowStart[y];
      while (above < rowStart[y] && below < rowStart[y + 1]) {
        if (xs[above] < xs[below + 1] && xs[below] < xs[above + 1]) {
          parent[root(parent, above >> 1)] = root(parent, below >> 1);
        }
        if (xs[above + 1] < xs[below + 1]) {
          above += 2;
        } else {
          below += 2;
        }
      }
    }
    for (int run = 0; run < parent.length; run++) {
      parent[run] = root(parent, run);
    }
    return parent;
  }

  private static int root(int[] parent, int run) {
    int at = run;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  /** Pairs the nodes that lie on one line between two rows. */
  private void connect(int line) {
    int above = line > 0 ? rowStart[line - 1] : 0;
    int aboveEnd = line > 0 ? rowStart[line] : 0;
    int below = line < height ? rowStart[line] : 0;
    int belowEnd = line < height ? rowStart[line + 1] : 0;
    // The node from which a horizontal pixel edge comes from the left.
    int pending = NONE;
    while (above < aboveEnd || below < belowEnd) {
      int xAbove = above < aboveEnd ? xs[above] : Integer.MAX_VALUE;
      int xBelow = below < belowEnd ? xs[below] : Integer.MAX_VALUE;
      if (xAbove != xBelow) {
        int node = xAbove < xBelow ? bottom(above++) : top(below++);
        pending = pending == NONE ? node : pair(pending, node);
      } else if (isLeftEnd(above) == isLeftEnd(below)) {
        pair(bottom(above++), top(below++));
      } else {
        boolean same = component[above >> 1] == component[below >> 1];
        boolean toAbove = isLeftEnd(above) == same;
        pair(pending, toAbove ? bottom(above) : top(below));
        pending = toAbove ? top(below) : bottom(above);
        above++;
        below++;
      }
    }
  }

  private int pair(int a, int b) {
    links[a] = b;
    links[b] = a;
    return NONE;
  }
}
