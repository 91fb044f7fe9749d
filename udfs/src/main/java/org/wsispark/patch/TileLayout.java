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

  /** What becomes of a tile that reaches over the edge of the slide. */
  public enum EdgePolicy {
    /** It is cut off at the edge and smaller than the others; every pixel is in a tile. */
    CLIP,
    /** There is none: only tiles that lie inside completely. */
    DROP,
    /** It is as large as the others and white outside; every pixel is in a tile. */
    PAD
  }

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

  @Override
  public int columns() {
    return count(frame.width(), tileWidth);
  }

  @Override
  public int rows() {
    return count(frame.height(), tileHeight);
  }

  private int count(int length, int size) {
    int step = size - overlapPx;
    if (edge == EdgePolicy.DROP) {
      return length < size ? 0 : (length - size) / step + 1;
    }
    // A tile that holds only what the one before it holds is none.
    return length <= size ? 1 : (length - overlapPx - 1) / step + 1;
  }

  @Override
  public PixelRect frameRect(int column, int row) {
    int x = column * (tileWidth - overlapPx);
    int y = row * (tileHeight - overlapPx);
    if (edge != EdgePolicy.CLIP) {
      return new PixelRect(x, y, tileWidth, tileHeight);
    }
    return PixelRect.ofEdges(
        x, y, Math.min(x + tileWidth, frame.width()), Math.min(y + tileHeight, frame.height()));
  }
}
