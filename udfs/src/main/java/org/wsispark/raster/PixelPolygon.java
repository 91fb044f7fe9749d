package org.wsispark.raster;

import java.util.Arrays;
import org.wsispark.geometry.PixelRect;

/**
 * An outline between whole pixels, painted with the pixels that OpenCV 4.2 to 4.7 gives it. A
 * filled outline is the line of every edge, the closing one too, and the inside by even-odd, where
 * an edge's place in a row is kept in 65536ths with a slope cut toward zero. Windows are computed
 * for themselves and fit together: what is painted does not depend on them. Immutable.
 */
public final class PixelPolygon {
  private static final int SHIFT = 16;
  private static final long ONE = 1L << SHIFT;

  /** Bits of a place in a row: coordinates below 2^27. */
  private static final int PLACE_BITS = 43;

  /** Rows of a window that can be numbered in the other bits. */
  private static final int MOST_ROWS = 1 << (Long.SIZE - 1 - PLACE_BITS);

  private static final int LARGEST = 1 << (PLACE_BITS - SHIFT);

  private final int width;
  private final int height;
  private final int[] xs;
  private final int[] ys;
  private final PixelRect box;

  /**
   * An outline on an image.
   *
   * @param width of the image in pixels, below 2^27
   * @param height of the image in pixels, below 2^27
   * @param xs column of each vertex, 0 to 2^27
   * @param ys row of each vertex, 0 to 2^27, as many as xs and at least one
   * @throws IllegalArgumentException when there is no vertex or one lies outside 0 to 2^27
   */
  public PixelPolygon(int width, int height, int[] xs, int[] ys) {
    if (xs.length == 0 || xs.length != ys.length) {
      throw new IllegalArgumentException(xs.length + " columns and " + ys.length + " rows");
    }
    this.width = width;
    this.height = height;
    this.xs = xs.clone();
    this.ys = ys.clone();
    int left = Arrays.stream(xs).min().getAsInt();
    int top = Arrays.stream(ys).min().getAsInt();
    int right = Arrays.stream(xs).max().getAsInt();
    int bottom = Arrays.stream(ys).max().getAsInt();
    if (left < 0 || top < 0 || right >= LARGEST || bottom >= LARGEST) {
      throw new IllegalArgumentException(
          "vertices from " + left + ", " + top + " to " + right + ", " + bottom);
    }
    this.box = PixelRect.ofEdges(left, top, right + 1, bottom + 1);
  }

  /**
   * Paints the filled outline.
   *
   * @param window in pixels of the image, at most 2^20 rows; only its pixels are given
   * @param out gets runs inside the window and the image
   * @throws IllegalArgumentException when the window has more rows
   */
  public void fill(PixelRect window, RunSink out) {
    PixelRect visible = visible(window);
    if (visible.height() > MOST_ROWS) {
      throw new IllegalArgumentException("a window of " + visible.height() + " rows");
    }
    if (!visible.isEmpty()) {
      lines(visible, true, out);
      inside(visible, out);
    }
  }

  /**
   * Paints the open line from the first vertex to the last, one pixel wide. One vertex alone has no
   * line.
   *
   * @param window in pixels of the image; only its pixels are given
   * @param out gets runs inside the window and the image
   */
  public void line(PixelRect window, RunSink out) {
    PixelRect visible = visible(window);
    if (!visible.isEmpty()) {
      lines(visible, false, out);
    }
  }

  private PixelRect visible(PixelRect window) {
    return window.intersect(new PixelRect(0, 0, width, height)).intersect(box);
  }

  private void lines(PixelRect window, boolean closed, RunSink out) {
    PixelLine line = new PixelLine(width, height);
    for (int k = closed ? 0 : 1; k < xs.length; k++) {
      int before = k == 0 ? xs.length - 1 : k - 1;
      line.draw(xs[before], ys[before], xs[k], ys[k], window, out);
    }
  }

  private void inside(PixelRect window, RunSink out) {
    long[] places = places(window);
    for (int k = 0; k + 1 < places.length; k += 2) {
      int y = window.y() + (int) (places[k] >>> PLACE_BITS);
      long first = places[k] & ((1L << PLACE_BITS) - 1);
      long second = places[k + 1] & ((1L << PLACE_BITS) - 1);
      int from = (int) ((first + ONE - 1) >> SHIFT);
      int to = (int) (second >> SHIFT) + 1;
      int start = Math.max(from, window.x());
      int end = Math.min(to, window.right());
      if (start < end) {
        out.run(y, start, end);
      }
    }
  }

  /**
   * Where edges cross the rows of the window: row and place in one number, sorted. Each row has an
   * even number of them, since an outline is closed.
   */
  private long[] places(PixelRect window) {
    long[] found = new long[64];
    int size = 0;
    for (int k = 0; k < xs.length; k++) {
      int before = k == 0 ? xs.length - 1 : k - 1;
      int upper = ys[before] < ys[k] ? before : k;
      int lower = upper == k ? before : k;
      long rows = (long) ys[lower] - ys[upper];
      int from = Math.max(ys[upper], window.y());
      int to = Math.min(ys[lower], window.bottom());
      if (from >= to) {
        continue;
      }
      long step = (xs[lower] - xs[upper]) * ONE / rows;
      if (size + to - from > found.length) {
        found = Arrays.copyOf(found, Math.max(2 * size, size + to - from));
      }
      for (int y = from; y < to; y++) {
        long place = xs[upper] * ONE + (y - ys[upper]) * step;
        found[size++] = (long) (y - window.y()) << PLACE_BITS | place;
      }
    }
    long[] places = Arrays.copyOf(found, size);
    Arrays.sort(places);
    return places;
  }
}
