package org.wsispark.jobs.patches;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.wsispark.patch.CellGrid;
import org.wsispark.raster.BitMask;

/**
 * The patches that a set has of a slide already.
 *
 * @param corners level-0 x and y of one patch after the other
 * @param runId of the run that made them
 */
@SuppressWarnings("ArrayRecordComponent")
record MadePatches(int[] corners, String runId) implements Serializable {

  /** The cells that they stand for. */
  BitMask cells(CellGrid grid) {
    Map<Integer, Integer> columns = new HashMap<>();
    for (int column = 0; column < grid.columns(); column++) {
      columns.put(grid.level0X(column), column);
    }
    Map<Integer, Integer> rows = new HashMap<>();
    for (int row = 0; row < grid.rows(); row++) {
      rows.put(grid.level0Y(row), row);
    }
    BitMask cells = new BitMask(grid.columns(), grid.rows());
    for (int k = 0; k < corners.length; k += 2) {
      Integer column = columns.get(corners[k]);
      Integer row = rows.get(corners[k + 1]);
      if (column == null || row == null) {
        throw new IllegalStateException(
            "no cell starts at x %d, y %d".formatted(corners[k], corners[k + 1]));
      }
      cells.set(column, row, true);
    }
    return cells;
  }
}
