package org.wsispark.patch;

import java.util.List;
import org.wsispark.geometry.PixelRect;
import org.wsispark.slide.ByteHistogram;

/**
 * The same estimate as {@link ByteHistogram#bytesIn}, each rectangle in constant time: sums of all
 * cells left of and above a corner, interpolated inside cells. Cutting one slide asks for thousands
 * of rectangles.
 */
final class ByteSums {
  private final ByteHistogram histogram;
  private final int columns;
  private final int rows;
  private final double[] sums;

  ByteSums(ByteHistogram histogram) {
    this.histogram = histogram;
    this.columns = (histogram.levelWidth() - 1) / histogram.cellWidth() + 1;
    this.rows = (histogram.levelHeight() - 1) / histogram.cellHeight() + 1;
    this.sums = new double[(columns + 1) * (rows + 1)];
    List<Long> cells = histogram.cells();
    for (int row = 0; row < rows; row++) {
      double line = 0;
      for (int column = 0; column < columns; column++) {
        line += cells.get(row * columns + column);
        sums[(row + 1) * (columns + 1) + column + 1] =
            sums[row * (columns + 1) + column + 1] + line;
      }
    }
  }

  double bytesIn(PixelRect levelRect) {
    PixelRect inside =
        levelRect.intersect(new PixelRect(0, 0, histogram.levelWidth(), histogram.levelHeight()));
    if (inside.isEmpty()) {
      return 0;
    }
    double bytes =
        upTo(inside.right(), inside.bottom())
            - upTo(inside.x(), inside.bottom())
            - upTo(inside.right(), inside.y())
            + upTo(inside.x(), inside.y());
    return Math.max(0, bytes);
  }

  private double upTo(int x, int y) {
    int column = Math.min(x / histogram.cellWidth(), columns - 1);
    int row = Math.min(y / histogram.cellHeight(), rows - 1);
    double right = share(x, column, histogram.cellWidth(), histogram.levelWidth());
    double down = share(y, row, histogram.cellHeight(), histogram.levelHeight());
    int at = row * (columns + 1) + column;
    double top = sums[at] + right * (sums[at + 1] - sums[at]);
    int below = at + columns + 1;
    double bottom = sums[below] + right * (sums[below + 1] - sums[below]);
    return top + down * (bottom - top);
  }

  /** How much of a cell lies before a position; the last cell ends where the level does. */
  private static double share(int position, int cell, int cellSize, int levelSize) {
    long start = (long) cell * cellSize;
    return (double) (position - start) / (Math.min(levelSize, start + cellSize) - start);
  }
}
