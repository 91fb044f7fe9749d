package org.wsispark.raster;

import java.util.Arrays;
import org.wsispark.geometry.PixelRect;

/**
 * A mask of any size as sorted runs of foreground, row by row. Memory grows with the number of
 * runs, that is with the length of outlines, never with the area. Immutable; any number of threads
 * may ask for windows.
 */
public final class PixelRuns {
  private final int width;
  private final int height;
  private final int[] rowStart;
  private final int[] from;
  private final int[] to;

  /** Takes the arrays over: runs of row y are rowStart[y] to rowStart[y + 1], apart and sorted. */
  PixelRuns(int width, int height, int[] rowStart, int[] from, int[] to) {
    this.width = width;
    this.height = height;
    this.rowStart = rowStart;
    this.from = from;
    this.to = to;
  }

  /**
   * The width.
   *
   * @return pixels
   */
  public int width() {
    return width;
  }

  /**
   * The height.
   *
   * @return pixels
   */
  public int height() {
    return height;
  }

  /**
   * The number of runs.
   *
   * @return of all rows together
   */
  public int count() {
    return rowStart[height];
  }

  /** The first run of a row; of the row after the last, the number of runs. */
  int rowStart(int row) {
    return rowStart[row];
  }

  /** First column of a run, inclusive. */
  int from(int run) {
    return from[run];
  }

  /** Last column of a run, exclusive. */
  int to(int run) {
    return to[run];
  }

  /**
   * The mask of a window.
   *
   * @param window in pixels of this mask; parts outside are background
   * @return a new mask of the window's size
   */
  public BitMask mask(PixelRect window) {
    BitMask mask = new BitMask(window.width(), window.height());
    int end = Math.min(height, window.bottom());
    for (int y = Math.max(0, window.y()); y < end; y++) {
      int found = Arrays.binarySearch(to, rowStart[y], rowStart[y + 1], window.x());
      int run = found >= 0 ? found + 1 : -found - 1;
      while (run < rowStart[y + 1] && from[run] < window.right()) {
        mask.setRow(y - window.y(), from[run] - window.x(), to[run] - window.x(), true);
        run++;
      }
    }
    return mask;
  }

  /** Gathers pixels and runs in any order, also over each other. One thread. */
  public static final class Builder {
    private final int width;
    private final int height;
    private int[] rows = new int[256];
    private long[] spans = new long[256];
    private int size;

    /**
     * An empty mask.
     *
     * @param width in pixels, at least 0
     * @param height in pixels, at least 0
     */
    public Builder(int width, int height) {
      this.width = width;
      this.height = height;
    }

    /**
     * Sets a run of one row.
     *
     * @param y row; runs of rows outside the mask are left out
     * @param start first column, inclusive; clipped to the mask
     * @param end last column, exclusive; clipped to the mask
     */
    public void add(int y, int start, int end) {
      int first = Math.max(0, start);
      int last = Math.min(width, end);
      if (y < 0 || y >= height || first >= last) {
        return;
      }
      if (size == rows.length) {
        rows = Arrays.copyOf(rows, Math.multiplyExact(size, 2));
        spans = Arrays.copyOf(spans, Math.multiplyExact(size, 2));
      }
      rows[size] = y;
      spans[size++] = (long) first << 32 | last;
    }

    /**
     * The mask.
     *
     * @return runs that touch or overlap joined
     */
    public PixelRuns build() {
      int[] start = new int[height + 1];
      for (int k = 0; k < size; k++) {
        start[rows[k] + 1]++;
      }
      for (int y = 0; y < height; y++) {
        start[y + 1] += start[y];
      }
      int[] next = Arrays.copyOf(start, height);
      long[] sorted = new long[size];
      for (int k = 0; k < size; k++) {
        sorted[next[rows[k]]++] = spans[k];
      }
      int[] rowStart = new int[height + 1];
      int[] from = new int[size];
      int[] to = new int[size];
      int runs = 0;
      for (int y = 0; y < height; y++) {
        rowStart[y] = runs;
        Arrays.sort(sorted, start[y], start[y + 1]);
        for (int k = start[y]; k < start[y + 1]; k++) {
          int first = (int) (sorted[k] >>> 32);
          int last = (int) sorted[k];
          if (runs > rowStart[y] && to[runs - 1] >= first) {
            to[runs - 1] = Math.max(to[runs - 1], last);
          } else {
            from[runs] = first;
            to[runs++] = last;
          }
        }
      }
      rowStart[height] = runs;
      return new PixelRuns(
          width, height, rowStart, Arrays.copyOf(from, runs), Arrays.copyOf(to, runs));
    }
  }
}
