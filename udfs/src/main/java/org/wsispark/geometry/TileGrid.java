package org.wsispark.geometry;

import java.io.Serializable;

/**
 * The regular grid of equal tiles over one image, row by row from the top-left corner; tiles of the
 * last column and row may reach over the image's edge.
 *
 * @param imageWidth in pixels, at least 1
 * @param imageHeight in pixels, at least 1
 * @param tileWidth in pixels, at least 1
 * @param tileHeight in pixels, at least 1
 */
public record TileGrid(int imageWidth, int imageHeight, int tileWidth, int tileHeight)
    implements Serializable {

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException when one is below 1
   */
  public TileGrid {
    if (imageWidth < 1 || imageHeight < 1 || tileWidth < 1 || tileHeight < 1) {
      throw new IllegalArgumentException(
          "no grid: image %dx%d, tile %dx%d"
              .formatted(imageWidth, imageHeight, tileWidth, tileHeight));
    }
  }

  /**
   * The number of tile columns.
   *
   * @return at least 1
   */
  public int columns() {
    return (imageWidth - 1) / tileWidth + 1;
  }

  /**
   * The number of tile rows.
   *
   * @return at least 1
   */
  public int rows() {
    return (imageHeight - 1) / tileHeight + 1;
  }

  /**
   * The number of tiles.
   *
   * @return columns times rows
   */
  public long count() {
    return (long) columns() * rows();
  }

  /**
   * The whole tile, also where it reaches over the image's edge.
   *
   * @param column from 0, exclusive of columns()
   * @param row from 0, exclusive of rows()
   * @return its pixels
   */
  public PixelRect tile(int column, int row) {
    return new PixelRect(column * tileWidth, row * tileHeight, tileWidth, tileHeight);
  }

  /**
   * The tiles that share a pixel with a rectangle.
   *
   * @param rect in pixels of the image; parts outside the image touch no tile
   * @return columns [x, right) and rows [y, bottom) of tiles
   */
  public PixelRect tilesTouching(PixelRect rect) {
    PixelRect inside = rect.intersect(new PixelRect(0, 0, imageWidth, imageHeight));
    if (inside.isEmpty()) {
      return new PixelRect(0, 0, 0, 0);
    }
    return PixelRect.ofEdges(
        inside.x() / tileWidth,
        inside.y() / tileHeight,
        (inside.right() - 1) / tileWidth + 1,
        (inside.bottom() - 1) / tileHeight + 1);
  }
}
