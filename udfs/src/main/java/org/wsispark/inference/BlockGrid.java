package org.wsispark.inference;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.wsispark.geometry.PixelRect;

/**
 * The blocks of one frame: squares of cells, numbered row by row from the top-left corner. A block
 * owns the windows that are centred on its cells. Which block a window belongs to depends on the
 * frame and the model only.
 *
 * @param windows the windows over the frame
 * @param cells cells along one side of a block, at least 1
 */
public record BlockGrid(WindowGrid windows, int cells) implements Serializable {
  /** The side that {@link #of} aims at, in frame pixels. */
  public static final int SIDE_PX = 2048;

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException when they make no grid or more blocks than an int can number
   */
  public BlockGrid {
    if (cells < 1) {
      throw new IllegalArgumentException("a block has at least one cell, not " + cells);
    }
    long count = (long) ((windows.columns() - 1) / cells + 1) * ((windows.rows() - 1) / cells + 1);
    if (count > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(count + " blocks are too many");
    }
  }

  /**
   * The blocks that are used everywhere: as many whole strides as fit into {@link #SIDE_PX} frame
   * pixels, at least one. So the pixels of a block take about 3 * (2048 + window - stride)^2 bytes.
   *
   * @param windows the windows over the frame
   * @return the blocks
   */
  public static BlockGrid of(WindowGrid windows) {
    return new BlockGrid(windows, Math.max(1, SIDE_PX / windows.stridePx()));
  }

  /**
   * The number of block columns.
   *
   * @return at least 1
   */
  public int columns() {
    return (windows.columns() - 1) / cells + 1;
  }

  /**
   * The number of block rows.
   *
   * @return at least 1
   */
  public int rows() {
    return (windows.rows() - 1) / cells + 1;
  }

  /**
   * The number of blocks.
   *
   * @return columns times rows; blocks are numbered from 0, exclusive of this
   */
  public int count() {
    return columns() * rows();
  }

  /**
   * The block that owns a window.
   *
   * @param window a window of the grid
   * @return its number
   */
  public int ownerOf(Window window) {
    return window.row() / cells * columns() + window.column() / cells;
  }

  /**
   * The windows that a block owns, in canonical order: row by row from the top, each from the left.
   *
   * @param block a block's number
   * @return at least one window
   */
  public List<Window> windowsOf(int block) {
    PixelRect own = cellsOf(block);
    return IntStream.range(own.y(), own.bottom())
        .boxed()
        .flatMap(
            row ->
                IntStream.range(own.x(), own.right()).mapToObj(column -> new Window(column, row)))
        .toList();
  }

  /**
   * The output pixels that a block owns. The areas of all blocks cover the output grid without
   * overlap.
   *
   * @param block a block's number
   * @return output pixels, inside the output grid
   */
  public PixelRect area(int block) {
    return scaled(cellsOf(block), windows.stridePx() / windows.outputDownsample(), 0)
        .intersect(windows.output());
  }

  /**
   * The output pixels that the windows of a block predict: its area and what they reach of others.
   *
   * @param block a block's number
   * @return output pixels, inside the output grid
   */
  public PixelRect reach(int block) {
    int cell = windows.stridePx() / windows.outputDownsample();
    return scaled(cellsOf(block), cell, windows.reachPx()).intersect(windows.output());
  }

  /**
   * The part of a block's area that no window of another block reaches.
   *
   * @param block a block's number
   * @return output pixels; empty where the windows overlap more than a block is large
   */
  public PixelRect interior(int block) {
    PixelRect area = area(block);
    PixelRect all = windows.output();
    int reach = windows.reachPx();
    PixelRect inner =
        PixelRect.ofEdges(
            area.x() == 0 ? 0 : area.x() + reach,
            area.y() == 0 ? 0 : area.y() + reach,
            area.right() == all.right() ? area.right() : area.right() - reach,
            area.bottom() == all.bottom() ? area.bottom() : area.bottom() - reach);
    return inner.isEmpty() ? new PixelRect(area.x(), area.y(), 0, 0) : inner;
  }

  /**
   * The blocks whose area holds a pixel of a rectangle.
   *
   * @param outputRect output pixels
   * @return their numbers, ascending
   */
  public List<Integer> blocksTouching(PixelRect outputRect) {
    PixelRect inside = outputRect.intersect(windows.output());
    if (inside.isEmpty()) {
      return List.of();
    }
    int side = cells * (windows.stridePx() / windows.outputDownsample());
    return IntStream.rangeClosed(inside.y() / side, (inside.bottom() - 1) / side)
        .boxed()
        .flatMap(
            row ->
                IntStream.rangeClosed(inside.x() / side, (inside.right() - 1) / side)
                    .mapToObj(column -> row * columns() + column))
        .toList();
  }

  /**
   * What the windows of a block read.
   *
   * @param block a block's number
   * @return frame pixels; may reach over the edges of the frame
   */
  public PixelRect frameRect(int block) {
    int reach = (windows.windowPx() - windows.stridePx()) / 2;
    return scaled(cellsOf(block), windows.stridePx(), reach);
  }

  /** The cells of a block: columns [x, right), rows [y, bottom). */
  private PixelRect cellsOf(int block) {
    if (block < 0 || block >= count()) {
      throw new IllegalArgumentException("block " + block + " of " + count());
    }
    int column = block % columns() * cells;
    int row = block / columns() * cells;
    return PixelRect.ofEdges(
        column,
        row,
        Math.min(windows.columns(), column + cells),
        Math.min(windows.rows(), row + cells));
  }

  private static PixelRect scaled(PixelRect cells, int side, int reach) {
    return PixelRect.ofEdges(
        cells.x() * side - reach,
        cells.y() * side - reach,
        cells.right() * side + reach,
        cells.bottom() * side + reach);
  }
}
