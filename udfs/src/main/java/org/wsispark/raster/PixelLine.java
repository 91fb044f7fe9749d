package org.wsispark.raster;

import org.wsispark.geometry.PixelRect;

/**
 * Lines one pixel wide between whole pixels, 8-connected, with the pixels that OpenCV 4.2 to 4.7
 * gives them: first cut to the image (y of the ends, then x, shifts cut toward zero, which can bend
 * a line that leaves the image), then run from left to right by Bresenham's error.
 */
final class PixelLine {
  private final int right;
  private final int bottom;

  /** For an image of this size. */
  PixelLine(int width, int height) {
    this.right = width - 1;
    this.bottom = height - 1;
  }

  /** Draws what lies in the window; ends may lie outside the image. */
  void draw(long startX, long startY, long endX, long endY, PixelRect window, RunSink out) {
    long x1 = startX;
    long y1 = startY;
    long x2 = endX;
    long y2 = endY;
    if (misses(x1, x2, right) || misses(y1, y2, bottom)) {
      return;
    }
    if (outside(y1, bottom)) {
      long to = y1 < 0 ? 0 : bottom;
      x1 += (long) ((double) (to - y1) * (x2 - x1) / (y2 - y1));
      y1 = to;
    }
    if (outside(y2, bottom)) {
      long to = y2 < 0 ? 0 : bottom;
      x2 += (long) ((double) (to - y2) * (x2 - x1) / (y2 - y1));
      y2 = to;
    }
    if (misses(x1, x2, right)) {
      return;
    }
    if (outside(x1, right)) {
      long to = x1 < 0 ? 0 : right;
      y1 += (long) ((double) (to - x1) * (y2 - y1) / (x2 - x1));
      x1 = to;
    }
    if (outside(x2, right)) {
      long to = x2 < 0 ? 0 : right;
      y2 += (long) ((double) (to - x2) * (y2 - y1) / (x2 - x1));
      x2 = to;
    }
    if (x1 <= x2) {
      walk((int) x1, (int) y1, (int) x2, (int) y2, window, out);
    } else {
      walk((int) x2, (int) y2, (int) x1, (int) y1, window, out);
    }
  }

  private static boolean outside(long value, int last) {
    return value < 0 || value > last;
  }

  private static boolean misses(long a, long b, int last) {
    return (a < 0 && b < 0) || (a > last && b > last);
  }

  /** From left to right, both ends in the image. */
  private static void walk(int x1, int y1, int x2, int y2, PixelRect window, RunSink out) {
    if (x1 >= window.right()
        || x2 < window.x()
        || Math.min(y1, y2) >= window.bottom()
        || Math.max(y1, y2) < window.y()) {
      return;
    }
    int width = x2 - x1;
    int height = Math.abs(y2 - y1);
    int down = y2 < y1 ? -1 : 1;
    boolean flat = width >= height;
    long along = flat ? width : height;
    long across = flat ? height : width;
    long error = along - 2 * across;
    int x = x1;
    int y = y1;
    for (long k = 0; k <= along; k++) {
      if (x >= window.x() && x < window.right() && y >= window.y() && y < window.bottom()) {
        out.run(y, x, x + 1);
      }
      boolean side = error < 0;
      error += (side ? 2 * along : 0) - 2 * across;
      x += flat || side ? 1 : 0;
      y += !flat || side ? down : 0;
    }
  }
}
