package org.wsispark.raster;

import java.util.Arrays;
import org.wsispark.geometry.PixelRect;

/**
 * Fills one ring after another into the mask of a window. Crossings are gathered by row (a counting
 * sort over the rows, then a sort of each row's few columns), so the work grows with the edges that
 * touch the window and the rows they cross. One thread; the buffers are reused.
 */
final class CrossingRows {
  /** Crossings held at once; a ring with more is filled in bands of rows. */
  private static final int MOST = 1 << 22;

  private static final int SMALL = 24;

  private final PixelRect window;
  private final BitMask mask;
  private int[] slots = new int[0];
  private int[] columns = new int[0];

  CrossingRows(PixelRect window) {
    this.window = window;
    this.mask = new BitMask(window.width(), window.height());
  }

  BitMask mask() {
    return mask;
  }

  /** Sets the window's pixels inside the ring to a value. */
  void fill(RingEdges edges, boolean value) {
    if (edges.touches(window)) {
      fill(
          edges,
          value,
          Math.max(window.y(), edges.firstRow()),
          Math.min(window.bottom(), edges.endRow()));
    }
  }

  private void fill(RingEdges edges, boolean value, int from, int to) {
    if (from >= to) {
      return;
    }
    long total = countCrossings(edges, from, to);
    if (total == 0) {
      return;
    }
    if (total > MOST && to - from > 1) {
      int middle = from + (to - from) / 2;
      fill(edges, value, from, middle);
      fill(edges, value, middle, to);
      return;
    }
    if (columns.length < total) {
      columns = new int[Math.toIntExact(total)];
    }
    int e = edges.next(0, from, to, window.right());
    while (e < edges.count()) {
      int first = Math.max(from, edges.top(e));
      int end = Math.min(to, edges.bottom(e));
      edges.crossings(e, first, end, window.x(), window.right(), columns, slots, from);
      e = edges.next(e + 1, from, to, window.right());
    }
    // The slots were moved from each row's start to its end, which is the next row's start.
    int start = 0;
    for (int row = from; row < to; row++) {
      int end = slots[row - from];
      sort(start, end);
      fillRow(row, start, end, value);
      start = end;
    }
  }

  /** Leaves the position of each row's first crossing in slots and returns how many there are. */
  private long countCrossings(RingEdges edges, int from, int to) {
    int rows = to - from;
    if (slots.length <= rows) {
      slots = new int[rows + 1];
    }
    Arrays.fill(slots, 0, rows + 1, 0);
    int e = edges.next(0, from, to, window.right());
    while (e < edges.count()) {
      slots[Math.max(from, edges.top(e)) - from]++;
      slots[Math.min(to, edges.bottom(e)) - from]--;
      e = edges.next(e + 1, from, to, window.right());
    }
    long total = 0;
    int inRow = 0;
    for (int k = 0; k < rows; k++) {
      inRow += slots[k];
      slots[k] = (int) total;
      total += inRow;
    }
    return total;
  }

  private void sort(int from, int to) {
    if (to - from > SMALL) {
      Arrays.sort(columns, from, to);
      return;
    }
    for (int k = from + 1; k < to; k++) {
      int column = columns[k];
      int at = k;
      while (at > from && columns[at - 1] > column) {
        columns[at] = columns[at - 1];
        at--;
      }
      columns[at] = column;
    }
  }

  /** An odd crossing's partner is an edge right of the window, which was not looked at. */
  private void fillRow(int row, int from, int to, boolean value) {
    for (int k = from; k < to; k += 2) {
      int end = k + 1 < to ? columns[k + 1] : window.right();
      mask.setRow(row - window.y(), columns[k] - window.x(), end - window.x(), value);
    }
  }
}
