package org.wsispark.patch;

import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.slide.ReadFrame;

/**
 * Tiles of one slide over a frame, from its top-left corner, with a choice of what becomes of those
 * that reach over the right and the bottom edge.
 *
 * @param frame the pixels tiles are made of
 * @param tileWidth in frame pixels, 1 to 8,192
 * @param tileHeight in frame pixels, 1 to 8,192
 * @param overlapPx that a tile shares with the next one, on both axes; at least 0 and less than a
 *     tile
 * @param edge what becomes of tiles at the edge
 */
public record TileLayout(
    ReadFrame frame, int tileWidth, int tileHeight, int overlapPx, EdgePolicy edge)
    implements CellGrid {
  private static final int LARGEST_PX = 8_192;

  /**
   * Checks the sizes.
   *
   * @throws WsiException {@link PatchError#BAD_GRID} when one is out of its range
   */
  public TileLayout {
    int smaller = Math.min(tileWidth, tileHeight);
    if (smaller < 1 || Math.max(tileWidth, tileHeight) > LARGEST_PX) {
      throw WsiException.of(
              PatchError.BAD_GRID,
              "tiles of %d x %d px, not from 1 to %d",
              tileWidth,
              tileHeight,
              LARGEST_PX)
          .remedy("Give another tile size");
    }
    if (overlapPx < 0 || overlapPx >= smaller) {
      throw WsiException.of(
              PatchError.BAD_GRID,
              "an overlap of %d px, not from 0 to less than a tile (%d x %d px)",
              overlapPx,
              tileWidth,
              tileHeight)
          .remedy("Give a smaller overlap or a larger tile size");
    }
  }

  private CellAxis x() {
    return new CellAxis(frame.width(), tileWidth, tileWidth - overlapPx, edge);
  }

  private CellAxis y() {
    return new CellAxis(frame.height(), tileHeight, tileHeight - overlapPx, edge);
  }

  @Override
  public int columns() {
    return x().count();
  }

  @Override
  public int rows() {
    return y().count();
  }

  @Override
  public PixelRect frameRect(int column, int row) {
    return PixelRect.ofEdges(x().start(column), y().start(row), x().end(column), y().end(row));
  }
}
