package org.wsispark.inference;

import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.BitMask;

/** Weighted sums over a rectangle of output pixels, in int64. */
final class SumGrid {
  private final PixelRect rect;
  private final int classes;
  private final int pixels;
  private final long[] sums;
  private final long[] weights;

  SumGrid(PixelRect rect, int classes) {
    this.rect = rect;
    this.classes = classes;
    this.pixels = Math.toIntExact(rect.area());
    this.sums = new long[Math.multiplyExact(classes, pixels)];
    this.weights = new long[pixels];
  }

  private int index(int x, int y) {
    return (y - rect.y()) * rect.width() + (x - rect.x());
  }

  void addWeight(int x, int y, long weight) {
    weights[index(x, y)] += weight;
  }

  void addSum(int label, int x, int y, long sum) {
    sums[label * pixels + index(x, y)] += sum;
  }

  /** Adds sums of another block; every pixel of the border lies in this rectangle. */
  void add(BorderSums border) {
    PixelRect part = border.rect();
    int area = border.weights().length;
    int from = 0;
    for (int y = part.y(); y < part.bottom(); y++) {
      for (int x = part.x(); x < part.right(); x++, from++) {
        int to = index(x, y);
        weights[to] += border.weights()[from];
        for (int label = 0; label < classes; label++) {
          sums[label * pixels + to] += border.sums()[label * area + from];
        }
      }
    }
  }

  boolean reached(PixelRect part) {
    for (int y = part.y(); y < part.bottom(); y++) {
      for (int x = part.x(); x < part.right(); x++) {
        if (weights[index(x, y)] != 0) {
          return true;
        }
      }
    }
    return false;
  }

  BorderSums border(int source, int target, PixelRect part) {
    int area = Math.toIntExact(part.area());
    long[] partSums = new long[classes * area];
    long[] partWeights = new long[area];
    for (int y = part.y(); y < part.bottom(); y++) {
      int from = index(part.x(), y);
      int to = (y - part.y()) * part.width();
      System.arraycopy(weights, from, partWeights, to, part.width());
      for (int label = 0; label < classes; label++) {
        System.arraycopy(sums, label * pixels + from, partSums, label * area + to, part.width());
      }
    }
    return new BorderSums(source, target, part, partSums, partWeights);
  }

  /** The weighted means of a part, halves up; pixels that no window reached are not covered. */
  StitchedBlock means(int block, PixelRect part) {
    int area = Math.toIntExact(part.area());
    short[] values = new short[classes * area];
    BitMask covered = new BitMask(part.width(), part.height());
    for (int y = part.y(), to = 0; y < part.bottom(); y++) {
      for (int x = part.x(); x < part.right(); x++, to++) {
        int from = index(x, y);
        long weight = weights[from];
        if (weight == 0) {
          continue;
        }
        covered.set(x - part.x(), y - part.y(), true);
        for (int label = 0; label < classes; label++) {
          long sum = sums[label * pixels + from];
          values[label * area + to] = (short) ((2 * sum + weight) / (2 * weight));
        }
      }
    }
    return new StitchedBlock(block, part, classes, values, covered);
  }
}
