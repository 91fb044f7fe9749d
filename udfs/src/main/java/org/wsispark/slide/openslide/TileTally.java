package org.wsispark.slide.openslide;

import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.TileGrid;
import org.wsispark.slide.ReadStats;
import org.wsispark.slide.SlideLevel;

/**
 * What was asked of OpenSlide, in tiles of the grid that work is planned by: OpenSlide keeps a
 * cache of its own and does not say what it decoded or how many bytes it read.
 */
final class TileTally {
  private long read;
  private long missing;
  private double bytes;

  /** Notes a read; tiles that are transparent wherever the rectangle sees them are missing. */
  void read(SlideLevel level, PixelRect rect, int[] argb) {
    TileGrid grid = level.tiles();
    PixelRect touched = grid.tilesTouching(rect);
    PixelRect inside = rect.intersect(level.bounds());
    for (int row = touched.y(); row < touched.bottom(); row++) {
      for (int column = touched.x(); column < touched.right(); column++) {
        PixelRect seen = grid.tile(column, row).intersect(inside);
        if (isTransparent(seen.shift(-rect.x(), -rect.y()), rect.width(), argb)) {
          missing++;
        } else {
          read++;
        }
      }
    }
    bytes += level.bytes().bytesIn(rect);
  }

  private static boolean isTransparent(PixelRect part, int width, int[] argb) {
    for (int y = part.y(); y < part.bottom(); y++) {
      for (int x = part.x(); x < part.right(); x++) {
        if (argb[y * width + x] >>> 24 != 0) {
          return false;
        }
      }
    }
    return true;
  }

  ReadStats snapshot() {
    return new ReadStats(read, 0, missing, Math.round(bytes));
  }
}
