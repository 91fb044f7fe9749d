package org.wsispark.raster;

import java.util.Arrays;
import org.wsispark.geometry.Ring;

/** Gathers the corners of one ring. A corner that repeats the one before is left out. */
final class CornerPath {
  private final CornerAxis xAxis;
  private final CornerAxis yAxis;
  private long[] xs = new long[16];
  private long[] ys = new long[16];
  private int size;

  CornerPath(CornerAxis xAxis, CornerAxis yAxis) {
    this.xAxis = xAxis;
    this.yAxis = yAxis;
  }

  void add(int x, int y) {
    long microX = xAxis.microPx(x);
    long microY = yAxis.microPx(y);
    if (size > 0 && xs[size - 1] == microX && ys[size - 1] == microY) {
      return;
    }
    if (size == xs.length) {
      xs = Arrays.copyOf(xs, Math.multiplyExact(size, 2));
      ys = Arrays.copyOf(ys, Math.multiplyExact(size, 2));
    }
    xs[size] = microX;
    ys[size++] = microY;
  }

  /** The ring; a last corner that repeats the first is left out, since rings close implicitly. */
  Ring toRing() {
    boolean repeated = size > 1 && xs[0] == xs[size - 1] && ys[0] == ys[size - 1];
    int end = repeated ? size - 1 : size;
    return Ring.ofMicroPx(Arrays.copyOf(xs, end), Arrays.copyOf(ys, end));
  }
}
