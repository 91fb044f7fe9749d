package org.wsispark.patch;

import java.util.ArrayList;
import java.util.List;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.BitMask;

/**
 * Wanted patches that stand side by side in a row, to be read in one go: fewer requests to a remote
 * store than patch by patch, and less memory than whole rows.
 */
public final class CellStrips {
  private CellStrips() {}

  /**
   * The strips of a range, row by row from the top-left corner. Each wanted patch is in exactly
   * one. Where patches stand further apart than they are wide, each is a strip of its own.
   *
   * @param grid the patches
   * @param range which of them
   * @param wanted one pixel per cell of the grid
   * @param mostWidthPx a strip is no wider in frame pixels, unless a single patch is
   * @return ranges of one row, every cell of which is wanted
   */
  public static List<CellRange> of(
      CellGrid grid, CellRange range, BitMask wanted, int mostWidthPx) {
    List<CellRange> strips = new ArrayList<>();
    for (int row = range.row(); row < range.bottom(); row++) {
      int column = wanted.next(row, range.column(), true);
      while (column < range.right()) {
        int most = Math.min(range.right(), wanted.next(row, column, false));
        int end = end(grid, column, most, mostWidthPx);
        strips.add(new CellRange(column, row, end - column, 1));
        column = wanted.next(row, end, true);
      }
    }
    return strips;
  }

  private static int end(CellGrid grid, int column, int most, int mostWidthPx) {
    PixelRect first = grid.frameRect(column, 0);
    int end = column + 1;
    while (end < most) {
      PixelRect next = grid.frameRect(end, 0);
      boolean apart = next.x() - grid.frameRect(end - 1, 0).right() >= next.width();
      if (apart || next.right() - first.x() > mostWidthPx) {
        return end;
      }
      end++;
    }
    return end;
  }

  /**
   * The pixels of a strip.
   *
   * @param grid the patches
   * @param strip of one row
   * @return in frame pixels
   */
  public static PixelRect frameRect(CellGrid grid, CellRange strip) {
    PixelRect first = grid.frameRect(strip.column(), strip.row());
    PixelRect last = grid.frameRect(strip.right() - 1, strip.row());
    return PixelRect.ofEdges(first.x(), first.y(), last.right(), last.bottom());
  }
}
