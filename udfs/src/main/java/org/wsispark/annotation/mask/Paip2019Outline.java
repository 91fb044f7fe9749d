package org.wsispark.annotation.mask;

import org.wsispark.geometry.Ring;
import org.wsispark.raster.PixelRuns;

/**
 * Draws outlines as PAIP2019's script does, on a canvas with 1024 px of padding on each side.
 * Vertices lose what is behind the dot and are clamped to the canvas. A vertical piece lies one
 * pixel to the left of its vertices, a horizontal one a pixel above; column -1 is the last one, as
 * is row -1. A steep piece goes column by column and takes rows while they have not passed the
 * line, a gentle one row by row likewise; so neither is Bresenham's line, and the order of the
 * operations in double precision counts.
 */
final class Paip2019Outline {
  static final int PADDING_PX = 1024;

  private final int width;
  private final int height;
  private final PixelRuns.Builder board;

  Paip2019Outline(int slideWidth, int slideHeight) {
    this.width = slideWidth + 2 * PADDING_PX;
    this.height = slideHeight + 2 * PADDING_PX;
    this.board = new PixelRuns.Builder(width, height);
  }

  /** Draws one region's outline, closed by its first vertex. */
  void draw(Ring vertices) {
    int size = vertices.size();
    if (size == 0) {
      return;
    }
    int lastX = x(vertices, 0);
    int lastY = y(vertices, 0);
    pixel(lastX, lastY);
    for (int k = 1; k <= size; k++) {
      int x = x(vertices, k % size);
      int y = y(vertices, k % size);
      if (x != lastX || y != lastY) {
        pixel(x, y);
        piece(lastX, lastY, x, y);
        lastX = x;
        lastY = y;
      }
    }
  }

  PixelRuns board() {
    return board.build();
  }

  private int x(Ring vertices, int k) {
    return WholePixels.clamp(
        (long) WholePixels.beforeDot(vertices.xMicroPx(k)) + PADDING_PX, 0, width - 1);
  }

  private int y(Ring vertices, int k) {
    return WholePixels.clamp(
        (long) WholePixels.beforeDot(vertices.yMicroPx(k)) + PADDING_PX, 0, height - 1);
  }

  private void piece(int x0, int y0, int x1, int y1) {
    int dx = x1 - x0;
    int dy = y1 - y0;
    if (dx == 0) {
      int column = x0 == 0 ? width - 1 : x0 - 1;
      int from = dy > 0 ? y0 + 1 : y1;
      for (int k = 0; k < Math.abs(dy); k++) {
        pixel(column, from + k);
      }
    } else if (dy == 0) {
      int row = y0 == 0 ? height - 1 : y0 - 1;
      int from = dx > 0 ? x0 + 1 : x1;
      board.add(row, from, from + Math.abs(dx));
    } else if (Math.abs(dx) == Math.abs(dy)) {
      for (int k = 1; k <= Math.abs(dx); k++) {
        pixel(x0 + k * Integer.signum(dx), y0 + k * Integer.signum(dy));
      }
    } else if (Math.abs(dy) > Math.abs(dx)) {
      steep(x0, y0, x1, dy, (double) dy / dx);
    } else {
      gentle(x0, y0, y1, dx, (double) dy / dx);
    }
  }

  private void steep(int x0, int y0, int x1, int dy, double slope) {
    int right = x1 > x0 ? 1 : -1;
    int down = dy > 0 ? 1 : -1;
    int y = y0 + down;
    for (int x = x0 + right; x != x1 + right; x += right) {
      double limit = y0 + (x - x0) * slope;
      while (down > 0 ? y <= limit : y >= limit) {
        pixel(x, y);
        y += down;
      }
    }
  }

  private void gentle(int x0, int y0, int y1, int dx, double slope) {
    int right = dx > 0 ? 1 : -1;
    int down = y1 > y0 ? 1 : -1;
    int x = x0 + right;
    for (int y = y0 + down; y != y1 + down; y += down) {
      double limit = x0 + (y - y0) / slope;
      while (right > 0 ? x <= limit : x >= limit) {
        pixel(x, y);
        x += right;
      }
    }
  }

  private void pixel(int x, int y) {
    board.add(y, x, x + 1);
  }
}
