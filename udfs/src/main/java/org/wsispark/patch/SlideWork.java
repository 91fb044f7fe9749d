package org.wsispark.patch;

import java.util.Optional;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.BitMask;
import org.wsispark.slide.ByteHistogram;
import org.wsispark.slide.SlideLevel;

/**
 * What a plan has to know of one slide: which patches it has and where the bytes lie that they are
 * made of. Made from a catalogue row; the slide is not opened.
 *
 * @param slideId unique in a plan
 * @param grid all patches of the slide
 * @param selection the patches wanted, one pixel per cell of the grid; all when empty
 * @param histogram compressed bytes of the level that patches are read from
 * @param patches how many patches are wanted
 * @param bytes what the wanted patches cost: their compressed bytes, and 1 for each patch
 */
public record SlideWork(
    String slideId,
    CellGrid grid,
    Optional<BitMask> selection,
    ByteHistogram histogram,
    long patches,
    long bytes) {

  /**
   * From a catalogue row.
   *
   * @param slideId unique in a plan
   * @param grid the slide's patches
   * @param level the level of the grid's frame
   * @param selection the patches wanted, one pixel per cell of the grid; all when empty
   * @return the work
   */
  public static SlideWork of(
      String slideId, CellGrid grid, SlideLevel level, Optional<BitMask> selection) {
    if (level.index() != grid.frame().level()) {
      throw new IllegalArgumentException("the grid is not on level " + level.index());
    }
    selection.ifPresent(cells -> checkSize(cells, grid));
    CellCosts costs = new CellCosts(grid, level.bytes(), selection);
    CellRange all = grid.cells();
    return new SlideWork(
        slideId, grid, selection, level.bytes(), costs.patches(all), costs.bytes(all));
  }

  private static void checkSize(BitMask cells, CellGrid grid) {
    if (cells.width() != grid.columns() || cells.height() != grid.rows()) {
      throw new IllegalArgumentException(
          cells + " selects from " + grid.columns() + "x" + grid.rows() + " cells");
    }
  }

  /**
   * The pixels of the wanted patches, at the resolution of the grid.
   *
   * @return their number; cells of a grid are equal but at its edges, so the first stands for all
   */
  public long pixels() {
    return patches == 0 ? 0 : patches * grid.frameRect(0, 0).area();
  }

  CellCosts costs() {
    return new CellCosts(grid, histogram, selection);
  }

  /** What ranges of one slide's cells cost. */
  static final class CellCosts {
    private final CellGrid grid;
    private final ByteSums sums;
    private final Optional<BitMask> selection;

    CellCosts(CellGrid grid, ByteHistogram histogram, Optional<BitMask> selection) {
      this.grid = grid;
      this.sums = new ByteSums(histogram);
      this.selection = selection;
    }

    long patches(CellRange range) {
      return selection.map(cells -> cells.count(rect(range))).orElse(range.count());
    }

    /** 1 for each patch keeps the cost of wanted patches above 0 and counts the work beside it. */
    long bytes(CellRange range) {
      long patches = patches(range);
      if (patches == 0) {
        return 0;
      }
      if (patches == range.count()) {
        return Math.round(sums.bytesIn(grid.levelRect(range))) + patches;
      }
      BitMask cells = selection.orElseThrow();
      double bytes = 0;
      for (int row = range.row(); row < range.bottom(); row++) {
        int column = cells.next(row, range.column(), true);
        while (column < range.right()) {
          int end = Math.min(range.right(), cells.next(row, column, false));
          bytes += sums.bytesIn(grid.levelRect(new CellRange(column, row, end - column, 1)));
          column = cells.next(row, end, true);
        }
      }
      return Math.round(bytes) + patches;
    }

    private static PixelRect rect(CellRange range) {
      return new PixelRect(range.column(), range.row(), range.columns(), range.rows());
    }
  }
}
