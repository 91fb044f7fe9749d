package org.wsispark.pixel;

import org.wsispark.raster.BitMask;

/**
 * Means of optical density over the square window round each pixel, cut off at the image's edge, in
 * 10,000ths. Sums are whole numbers, so a mean does not depend on the order of adding.
 */
final class DensityWindow {
  static final double STEPS = 10_000;

  private final int width;
  private final int height;
  private final int radius;

  DensityWindow(int width, int height, int radius) {
    this.width = width;
    this.height = height;
    this.radius = radius;
  }

  /** Of the pixels of a mask; 0 elsewhere. */
  short[] means(byte[] plane, double[] density, BitMask of) {
    long[] columns = new long[width];
    long[] steps = new long[256];
    long[] away = new long[256];
    for (int value = 0; value < 256; value++) {
      steps[value] = Math.round(STEPS * density[value]);
      away[value] = -steps[value];
    }
    short[] means = new short[plane.length];
    for (int y = -radius; y < height; y++) {
      if (y + radius < height) {
        add(columns, plane, steps, y + radius);
      }
      if (y - radius - 1 >= 0) {
        add(columns, plane, away, y - radius - 1);
      }
      if (y >= 0) {
        row(columns, y, of, means);
      }
    }
    return means;
  }

  private void add(long[] columns, byte[] plane, long[] steps, int y) {
    for (int x = 0, at = y * width; x < width; x++, at++) {
      columns[x] += steps[plane[at] & 255];
    }
  }

  private void row(long[] columns, int y, BitMask of, short[] means) {
    int rows = Math.min(height - 1, y + radius) - Math.max(0, y - radius) + 1;
    for (int x = of.next(y, 0, true); x < width; ) {
      int end = of.next(y, x, false);
      run(columns, y, x, end, rows, means);
      x = of.next(y, end, true);
    }
  }

  private void run(long[] columns, int y, int from, int to, int rows, short[] means) {
    long sum = 0;
    for (int x = Math.max(0, from - radius); x < Math.min(width, from + radius); x++) {
      sum += columns[x];
    }
    for (int x = from; x < to; x++) {
      int right = x + radius;
      int left = x - radius;
      sum += right < width ? columns[right] : 0;
      int across = (right < width ? right : width - 1) - (left > 0 ? left : 0) + 1;
      means[y * width + x] = (short) (sum / ((long) rows * across));
      sum -= left >= 0 ? columns[left] : 0;
    }
  }
}
