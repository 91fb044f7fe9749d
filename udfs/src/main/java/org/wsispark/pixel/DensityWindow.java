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
    for (int value = 0; value < 256; value++) {
      steps[value] = Math.round(STEPS * density[value]);
    }
    short[] means = new short[plane.length];
    for (int y = -radius; y < height; y++) {
      add(columns, plane, steps, y + radius, 1);
      add(columns, plane, steps, y - radius - 1, -1);
      if (y >= 0) {
        row(columns, y, of, means);
      }
    }
    return means;
  }

  private void add(long[] columns, byte[] plane, long[] steps, int y, int sign) {
    if (y >= 0 && y < height) {
      for (int x = 0; x < width; x++) {
        columns[x] += sign * steps[plane[y * width + x] & 255];
      }
    }
  }

  private void row(long[] columns, int y, BitMask of, short[] means) {
    if (of.next(y, 0, true) == width) {
      return;
    }
    int rows = Math.min(height - 1, y + radius) - Math.max(0, y - radius) + 1;
    long sum = 0;
    for (int x = -radius; x < width; x++) {
      sum += x + radius < width ? columns[x + radius] : 0;
      sum -= x - radius - 1 >= 0 ? columns[x - radius - 1] : 0;
      if (x >= 0 && of.get(x, y)) {
        int across = Math.min(width - 1, x + radius) - Math.max(0, x - radius) + 1;
        means[y * width + x] = (short) (sum / ((long) rows * across));
      }
    }
  }
}
