package org.wsispark.slide.synthetic;

import org.wsispark.geometry.PixelRect;

/** Amounts of stain per pixel of a rectangle of level 0. */
final class StainPlanes {
  final PixelRect rect;
  final float[] hematoxylin;
  final float[] eosin;
  final float[] dab;

  StainPlanes(PixelRect rect) {
    this.rect = rect;
    int pixels = Math.toIntExact(rect.area());
    hematoxylin = new float[pixels];
    eosin = new float[pixels];
    dab = new float[pixels];
  }

  /** The planes out of focus: two passes of a box of 2 * radius + 1 px in each direction. */
  StainPlanes blurred(int radius) {
    StainPlanes out = new StainPlanes(rect);
    float[][] from = {hematoxylin, eosin, dab};
    float[][] to = {out.hematoxylin, out.eosin, out.dab};
    float[] other = new float[hematoxylin.length];
    int width = rect.width();
    int height = rect.height();
    for (int k = 0; k < 3; k++) {
      System.arraycopy(from[k], 0, to[k], 0, other.length);
      for (int pass = 0; pass < 2; pass++) {
        box(to[k], other, width, height, width, 1, radius);
        box(other, to[k], height, width, 1, width, radius);
      }
    }
    return out;
  }

  /**
   * One direction: lines of {@code length} samples, {@code step} apart, {@code stride} per line.
   */
  private static void box(
      float[] from, float[] to, int length, int lines, int stride, int step, int radius) {
    for (int line = 0; line < lines; line++) {
      int start = line * stride;
      for (int k = 0; k < length; k++) {
        float sum = 0;
        for (int j = k - radius; j <= k + radius; j++) {
          sum += from[start + Math.max(0, Math.min(length - 1, j)) * step];
        }
        to[start + k * step] = sum / (2 * radius + 1);
      }
    }
  }
}
