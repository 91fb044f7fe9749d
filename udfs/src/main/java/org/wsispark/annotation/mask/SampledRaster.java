package org.wsispark.annotation.mask;

import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Rational;

/**
 * A coarser mask of a rule that is defined on one grid only: each pixel has the value of the rule's
 * pixel that holds its centre (at an edge, of the last one).
 */
final class SampledRaster implements ValueRaster {
  private final ValueRaster base;
  private final MaskGrid baseGrid;
  private final Rational stepX;
  private final Rational stepY;

  private SampledRaster(ValueRaster base, MaskGrid baseGrid, Rational stepX, Rational stepY) {
    this.base = base;
    this.baseGrid = baseGrid;
    this.stepX = stepX;
    this.stepY = stepY;
  }

  static ValueRaster of(ValueRaster base, MaskGrid baseGrid, MaskGrid wanted) {
    Rational stepX = wanted.downsample().x().dividedBy(baseGrid.downsample().x());
    Rational stepY = wanted.downsample().y().dividedBy(baseGrid.downsample().y());
    return stepX.equals(Rational.ONE) && stepY.equals(Rational.ONE)
        ? base
        : new SampledRaster(base, baseGrid, stepX, stepY);
  }

  @Override
  public byte[] values(PixelRect window) {
    byte[] values = WholePixels.none(window);
    if (window.isEmpty()) {
      return values;
    }
    int[] columns = new int[window.width()];
    for (int x = 0; x < columns.length; x++) {
      columns[x] = at(stepX, window.x() + x, baseGrid.width());
    }
    int left = columns[0];
    int right = columns[columns.length - 1] + 1;
    for (int y = 0; y < window.height(); y++) {
      int row = at(stepY, window.y() + y, baseGrid.height());
      byte[] line = base.values(PixelRect.ofEdges(left, row, right, row + 1));
      for (int x = 0; x < columns.length; x++) {
        values[y * columns.length + x] = line[columns[x] - left];
      }
    }
    return values;
  }

  /** The base pixel that holds the centre (i + 1/2) * step. */
  private static int at(Rational step, int i, int size) {
    long centre = step.times(new Rational(2L * i + 1, 2)).floorOf(1);
    return WholePixels.clamp(centre, 0, size - 1);
  }
}
