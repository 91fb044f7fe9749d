package org.wsispark.slide;

import java.util.Arrays;
import java.util.List;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.TileGrid;

/**
 * Where the compressed bytes of a level lie: a grid of at most {@value #MOST_CELLS} x {@value
 * #MOST_CELLS} cells, each of whole tiles. Enough to cut a level into parts of equal work without
 * opening the slide.
 *
 * @param levelWidth in pixels of the level
 * @param levelHeight in pixels of the level
 * @param cellWidth pixels of the level per cell; cells of the last column may reach over the edge
 * @param cellHeight pixels of the level per cell
 * @param cells compressed bytes per cell, row by row from the top-left corner
 */
public record ByteHistogram(
    int levelWidth, int levelHeight, int cellWidth, int cellHeight, List<Long> cells) {

  /**
   * Most cells per axis: 4,096 numbers per level keep a slide's directory at some ten kilobytes.
   */
  public static final int MOST_CELLS = 64;

  /**
   * Checks that the cells fit the size.
   *
   * @throws IllegalArgumentException when they do not
   */
  public ByteHistogram {
    cells = List.copyOf(cells);
    if (levelWidth < 1 || levelHeight < 1 || cellWidth < 1 || cellHeight < 1) {
      throw new IllegalArgumentException("sizes of a histogram are at least 1");
    }
    long wanted = (long) columns(levelWidth, cellWidth) * columns(levelHeight, cellHeight);
    if (cells.size() != wanted) {
      throw new IllegalArgumentException(cells.size() + " cells, " + wanted + " wanted");
    }
  }

  /**
   * Sums tiles up to cells.
   *
   * @param tiles the level's tiles
   * @param tileBytes compressed bytes per tile, row by row, one per tile
   * @return the histogram
   * @throws IllegalArgumentException when there is not one number per tile
   */
  public static ByteHistogram of(TileGrid tiles, long[] tileBytes) {
    if (tileBytes.length != tiles.count()) {
      throw new IllegalArgumentException(tileBytes.length + " sizes, " + tiles.count() + " tiles");
    }
    int tilesX = (tiles.columns() - 1) / MOST_CELLS + 1;
    int tilesY = (tiles.rows() - 1) / MOST_CELLS + 1;
    int columns = columns(tiles.columns(), tilesX);
    int rows = columns(tiles.rows(), tilesY);
    Long[] cells = new Long[columns * rows];
    Arrays.fill(cells, 0L);
    for (int row = 0; row < tiles.rows(); row++) {
      for (int column = 0; column < tiles.columns(); column++) {
        int cell = row / tilesY * columns + column / tilesX;
        cells[cell] += tileBytes[row * tiles.columns() + column];
      }
    }
    return new ByteHistogram(
        tiles.imageWidth(),
        tiles.imageHeight(),
        tilesX * tiles.tileWidth(),
        tilesY * tiles.tileHeight(),
        List.of(cells));
  }

  private static int columns(int size, int cell) {
    return (size - 1) / cell + 1;
  }

  /**
   * All bytes of the level.
   *
   * @return the sum of the cells
   */
  public long total() {
    long sum = 0;
    for (long cell : cells) {
      sum += cell;
    }
    return sum;
  }

  /**
   * An estimate of the bytes of a rectangle: each cell gives the share of its pixels (inside the
   * level) that the rectangle covers.
   *
   * @param levelRect in pixels of the level; parts outside hold none
   * @return compressed bytes; {@link #total()} for the whole level
   */
  public double bytesIn(PixelRect levelRect) {
    PixelRect level = new PixelRect(0, 0, levelWidth, levelHeight);
    PixelRect inside = levelRect.intersect(level);
    if (inside.isEmpty()) {
      return 0;
    }
    int columns = columns(levelWidth, cellWidth);
    double sum = 0;
    for (int row = inside.y() / cellHeight; row <= (inside.bottom() - 1) / cellHeight; row++) {
      for (int column = inside.x() / cellWidth;
          column <= (inside.right() - 1) / cellWidth;
          column++) {
        PixelRect cell =
            PixelRect.ofEdges(
                column * cellWidth,
                row * cellHeight,
                (int) Math.min(levelWidth, (column + 1L) * cellWidth),
                (int) Math.min(levelHeight, (row + 1L) * cellHeight));
        sum +=
            (double) cells.get(row * columns + column)
                * inside.intersect(cell).area()
                / cell.area();
      }
    }
    return sum;
  }
}
