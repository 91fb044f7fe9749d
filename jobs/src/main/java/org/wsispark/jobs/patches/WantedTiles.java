package org.wsispark.jobs.patches;

import java.util.ArrayList;
import java.util.List;
import org.wsispark.geometry.PixelRect;
import org.wsispark.patch.CellRange;
import org.wsispark.raster.BitMask;

/** Wanted cells of a grid whose cells are a level's tiles. */
final class WantedTiles {
  private WantedTiles() {}

  /** Runs of neighbours in a row, row by row; columns and rows of tiles. */
  static List<PixelRect> runs(List<CellRange> ranges, BitMask wanted) {
    List<PixelRect> runs = new ArrayList<>();
    for (CellRange range : ranges) {
      for (int row = range.row(); row < range.bottom(); row++) {
        int column = wanted.next(row, range.column(), true);
        while (column < range.right()) {
          int end = Math.min(range.right(), wanted.next(row, column, false));
          runs.add(new PixelRect(column, row, end - column, 1));
          column = wanted.next(row, end, true);
        }
      }
    }
    return runs;
  }
}
