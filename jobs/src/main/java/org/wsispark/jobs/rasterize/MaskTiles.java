package org.wsispark.jobs.rasterize;

import java.util.ArrayList;
import java.util.List;
import org.wsispark.annotation.mask.MaskGrid;
import org.wsispark.annotation.mask.ValueRaster;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.TileGrid;
import org.wsispark.pixel.PngCodec;

/** The tiles of a mask that are not empty, each as PNG. Memory: one tile and the PNGs. */
final class MaskTiles {
  static final int TILE_PX = 512;

  private MaskTiles() {}

  /**
   * One tile.
   *
   * @param rect in mask pixels, cut at the mask's edges
   * @param png 8-bit grey values
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Tile(PixelRect rect, byte[] png) {}

  /** Makes them and adds the pixels of each value to the counts. */
  static List<Tile> of(ValueRaster values, MaskGrid grid, long[] counts) {
    TileGrid tiles = new TileGrid(grid.width(), grid.height(), TILE_PX, TILE_PX);
    List<Tile> made = new ArrayList<>();
    for (int row = 0; row < tiles.rows(); row++) {
      for (int column = 0; column < tiles.columns(); column++) {
        PixelRect rect = tiles.tile(column, row).intersect(grid.rect());
        byte[] pixels = values.values(rect);
        long before = counts[0];
        for (byte value : pixels) {
          counts[value & 255]++;
        }
        if (counts[0] - before < pixels.length) {
          made.add(new Tile(rect, PngCodec.encodeGrey(rect.width(), rect.height(), pixels)));
        }
      }
    }
    return made;
  }
}
