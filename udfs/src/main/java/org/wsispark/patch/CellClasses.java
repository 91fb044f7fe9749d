package org.wsispark.patch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.BitMask;

/**
 * What an annotation says of patches, exact in pixels: counted strip by strip in bit masks, so that
 * it can be asked of all patches of a slide before one of them is made. Pixels outside the slide
 * have no class.
 */
public final class CellClasses {
  /** As wide as the strips that labels are made of. */
  private static final int STRIP_PX = 16_384;

  private final int columns;
  private final Map<Integer, ClassCounts> counts;

  private CellClasses(int columns, Map<Integer, ClassCounts> counts) {
    this.columns = columns;
    this.counts = counts;
  }

  /**
   * Counts.
   *
   * @param grid the patches
   * @param annotation at the downsample of the grid's frame
   * @param cells those to look at, one pixel per cell of the grid
   * @return their classes
   */
  public static CellClasses of(CellGrid grid, LabelFractions annotation, BitMask cells) {
    PixelRect slide = new PixelRect(0, 0, grid.frame().width(), grid.frame().height());
    Map<Integer, ClassCounts> counts = new HashMap<>();
    for (CellRange strip : CellStrips.of(grid, grid.cells(), cells, STRIP_PX)) {
      List<PixelRect> windows = new ArrayList<>();
      for (int column = strip.column(); column < strip.right(); column++) {
        windows.add(grid.frameRect(column, strip.row()));
      }
      List<ClassCounts> found =
          annotation.classes(CellStrips.frameRect(grid, strip), windows, slide);
      for (int k = 0; k < found.size(); k++) {
        counts.put(strip.row() * grid.columns() + strip.column() + k, found.get(k));
      }
    }
    return new CellClasses(grid.columns(), counts);
  }

  /**
   * The classes of a patch.
   *
   * @param column from 0
   * @param row from 0
   * @return the counts
   * @throws IllegalArgumentException when the cell was not looked at
   */
  public ClassCounts get(int column, int row) {
    return Optional.ofNullable(counts.get(row * columns + column))
        .orElseThrow(() -> new IllegalArgumentException("not counted: " + column + ", " + row));
  }
}
