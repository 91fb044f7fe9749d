package org.wsispark.raster;

import java.math.BigInteger;
import java.util.Arrays;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Ring;

/**
 * The edges of one ring that cross at least one row of centres of a grid. An edge crosses the rows
 * [top, bottom) and does so between the columns left and right, both inclusive, where a "column" of
 * a crossing is the first one whose centre is at or right of it. Rows and columns are those of the
 * whole grid, so what is computed here does not depend on the window that is asked for. Immutable.
 */
final class RingEdges {
  /** Edges per chunk; a chunk whose box misses the window costs one look. */
  private static final int CHUNK = 256;

  private final Ring ring;
  private final CentreAxis xAxis;
  private final CentreAxis yAxis;
  private final boolean narrow;
  private final int count;
  private final int[] vertex;
  private final int[] top;
  private final int[] bottom;
  private final int[] left;
  private final int[] right;
  private final int[] chunkTop;
  private final int[] chunkBottom;
  private final int[] chunkLeft;
  private final int firstRow;
  private final int endRow;
  private final int leftmost;
  private final int rightmost;

  RingEdges(Ring ring, CentreAxis xAxis, CentreAxis yAxis) {
    this.ring = ring;
    this.xAxis = xAxis;
    this.yAxis = yAxis;
    int size = ring.size();
    long largestX = 0;
    long largestY = 0;
    for (int k = 0; k < size; k++) {
      largestX = Math.max(largestX, Math.abs(ring.xMicroPx(k)));
      largestY = Math.max(largestY, Math.abs(ring.yMicroPx(k)));
    }
    narrow = xAxis.isNarrow(largestX) && yAxis.isNarrow(largestY);
    int[] row = new int[size];
    int edges = 0;
    for (int k = 0; k < size; k++) {
      row[k] = yAxis.firstCentreAtOrAfter(ring.yMicroPx(k), narrow);
      edges += k > 0 && row[k] != row[k - 1] ? 1 : 0;
    }
    edges += size > 0 && row[0] != row[size - 1] ? 1 : 0;
    vertex = new int[edges];
    top = new int[edges];
    bottom = new int[edges];
    left = new int[edges];
    right = new int[edges];
    count = edges;
    int e = 0;
    for (int k = 0; k < size; k++) {
      int after = k + 1 == size ? 0 : k + 1;
      if (row[k] != row[after]) {
        int from = xAxis.firstCentreAtOrAfter(ring.xMicroPx(k), narrow);
        int to = xAxis.firstCentreAtOrAfter(ring.xMicroPx(after), narrow);
        vertex[e] = k;
        top[e] = Math.min(row[k], row[after]);
        bottom[e] = Math.max(row[k], row[after]);
        left[e] = Math.min(from, to);
        right[e] = Math.max(from, to);
        e++;
      }
    }
    int chunks = (count + CHUNK - 1) / CHUNK;
    chunkTop = new int[chunks];
    chunkBottom = new int[chunks];
    chunkLeft = new int[chunks];
    Arrays.fill(chunkTop, Integer.MAX_VALUE);
    Arrays.fill(chunkBottom, Integer.MIN_VALUE);
    Arrays.fill(chunkLeft, Integer.MAX_VALUE);
    for (int k = 0; k < count; k++) {
      int chunk = k / CHUNK;
      chunkTop[chunk] = Math.min(chunkTop[chunk], top[k]);
      chunkBottom[chunk] = Math.max(chunkBottom[chunk], bottom[k]);
      chunkLeft[chunk] = Math.min(chunkLeft[chunk], left[k]);
    }
    firstRow = Arrays.stream(chunkTop).min().orElse(0);
    endRow = Arrays.stream(chunkBottom).max().orElse(0);
    leftmost = Arrays.stream(chunkLeft).min().orElse(0);
    rightmost = Arrays.stream(right).max().orElse(0);
  }

  /** The first row that any edge crosses. */
  int firstRow() {
    return firstRow;
  }

  /** The row after the last one that any edge crosses. */
  int endRow() {
    return endRow;
  }

  /**
   * Whether some pixel of a window can be inside. A ring left of the window crosses its rows an
   * even number of times before the first column, so it has no pixel there.
   */
  boolean touches(PixelRect window) {
    return firstRow < window.bottom()
        && endRow > window.y()
        && leftmost < window.right()
        && rightmost > window.x();
  }

  /** The first edge at or after this one that crosses a row of the window left of its right end. */
  int next(int from, int firstRow, int endRow, int endColumn) {
    int e = from;
    while (e < count) {
      int chunk = e / CHUNK;
      int stop = Math.min(count, (chunk + 1) * CHUNK);
      if (chunkTop[chunk] < endRow
          && chunkBottom[chunk] > firstRow
          && chunkLeft[chunk] < endColumn) {
        for (; e < stop; e++) {
          if (top[e] < endRow && bottom[e] > firstRow && left[e] < endColumn) {
            return e;
          }
        }
      }
      e = stop;
    }
    return count;
  }

  int count() {
    return count;
  }

  int top(int edge) {
    return top[edge];
  }

  int bottom(int edge) {
    return bottom[edge];
  }

  /**
   * Notes the columns of an edge's crossings.
   *
   * @param edge which one
   * @param from first row, at least top(edge)
   * @param to row after the last, at most bottom(edge)
   * @param low columns below are given as this
   * @param high columns above are given as this
   * @param columns gets one column per row, at slots[row - from], and that slot is advanced
   * @param slots positions in columns, one per row from firstSlotRow
   * @param firstSlotRow the row that slots[0] stands for
   */
  void crossings(
      int edge, int from, int to, int low, int high, int[] columns, int[] slots, int firstSlotRow) {
    int least = clamp(left[edge], low, high);
    int most = clamp(right[edge], low, high);
    if (least == most) {
      for (int row = from; row < to; row++) {
        columns[slots[row - firstSlotRow]++] = least;
      }
    } else if (narrow) {
      narrowCrossings(edge, from, to, least, most, columns, slots, firstSlotRow);
    } else {
      wideCrossings(edge, from, to, least, most, columns, slots, firstSlotRow);
    }
  }

  /**
   * A double says about where the crossing is; the sign of a 128-bit cross product then moves the
   * column until its centre is at or right of the crossing and its left neighbour's is not.
   */
  private void narrowCrossings(
      int edge, int from, int to, int low, int high, int[] columns, int[] slots, int firstSlotRow) {
    int upper = upper(edge);
    int lower = lower(edge);
    long x0 = ring.xMicroPx(upper) * xAxis.scale;
    long y0 = ring.yMicroPx(upper) * yAxis.scale;
    long dx = ring.xMicroPx(lower) * xAxis.scale - x0;
    long dy = ring.yMicroPx(lower) * yAxis.scale - y0;
    double step = 2.0 * xAxis.n;
    double slope = (double) dx / (double) dy / step;
    double start = (double) (x0 - xAxis.n) / step;
    for (int row = from; row < to; row++) {
      long below = yAxis.centre(row) - y0;
      double guess = Math.ceil(start + (double) below * slope);
      int column = guess <= low ? low : guess >= high ? high : (int) guess;
      long highDown = Math.multiplyHigh(below, dx);
      long lowDown = below * dx;
      while (column < high && !reaches(xAxis.centre(column) - x0, dy, highDown, lowDown)) {
        column++;
      }
      while (column > low && reaches(xAxis.centre(column - 1) - x0, dy, highDown, lowDown)) {
        column--;
      }
      columns[slots[row - firstSlotRow]++] = column;
    }
  }

  /** Whether a * b is at least the 128-bit number (high, low). */
  private static boolean reaches(long a, long b, long high, long low) {
    long productHigh = Math.multiplyHigh(a, b);
    return productHigh > high || (productHigh == high && Long.compareUnsigned(a * b, low) >= 0);
  }

  /** As {@link #narrowCrossings} for coordinates and downsamples beyond its range. */
  private void wideCrossings(
      int edge, int from, int to, int low, int high, int[] columns, int[] slots, int firstSlotRow) {
    BigInteger x0 = xAxis.wideScaled(ring.xMicroPx(upper(edge)));
    BigInteger y0 = yAxis.wideScaled(ring.yMicroPx(upper(edge)));
    BigInteger dx = xAxis.wideScaled(ring.xMicroPx(lower(edge))).subtract(x0);
    BigInteger dy = yAxis.wideScaled(ring.yMicroPx(lower(edge))).subtract(y0);
    BigInteger start = x0.subtract(xAxis.wideCentre(0)).multiply(dy);
    BigInteger step = xAxis.wideStep().multiply(dy);
    for (int row = from; row < to; row++) {
      BigInteger at = start.add(yAxis.wideCentre(row).subtract(y0).multiply(dx));
      int column = CentreAxis.saturated(CentreAxis.ceilDiv(at, step));
      columns[slots[row - firstSlotRow]++] = clamp(column, low, high);
    }
  }

  private int upper(int edge) {
    int k = vertex[edge];
    int after = k + 1 == ring.size() ? 0 : k + 1;
    return ring.yMicroPx(k) < ring.yMicroPx(after) ? k : after;
  }

  private int lower(int edge) {
    int k = vertex[edge];
    int after = k + 1 == ring.size() ? 0 : k + 1;
    return ring.yMicroPx(k) < ring.yMicroPx(after) ? after : k;
  }

  private static int clamp(int value, int low, int high) {
    return Math.max(low, Math.min(high, value));
  }
}
