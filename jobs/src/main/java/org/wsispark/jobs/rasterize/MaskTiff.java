package org.wsispark.jobs.rasterize;

import java.nio.file.Path;
import java.util.List;
import org.wsispark.annotation.mask.MaskGrid;
import org.wsispark.annotation.mask.RuleMask;
import org.wsispark.annotation.mask.ValueRaster;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.TileGrid;
import org.wsispark.slide.write.ImageSpec;
import org.wsispark.slide.write.SvsWriter;
import org.wsispark.slide.write.TiffForm;

/**
 * Writes a document's mask as a tiled pyramidal TIFF of 8-bit values. By the rule exact every level
 * is rasterized from the outlines; the levels of a PAIP rule, which is defined at one downsample
 * only, are samples of the first. Memory: one tile.
 */
final class MaskTiff {
  private static final int TILE_PX = 512;

  /** A classic TIFF ends at 4 GiB; beyond this many pixels a mask that does not deflate might. */
  private static final long CLASSIC_LIMIT_PX = 3L << 30;

  private MaskTiff() {}

  /**
   * Writes.
   *
   * @return pixels of each value of the finest level, from 0
   */
  static long[] write(RuleMask mask, String rule, MaskGrid grid, Path out) {
    List<MaskGrid> levels = grid.pyramid(TILE_PX);
    GreyDeflate encoder = new GreyDeflate();
    List<ImageSpec> images =
        levels.stream()
            .map(
                level ->
                    ImageSpec.tiled(
                        new TileGrid(level.width(), level.height(), TILE_PX, TILE_PX),
                        encoder,
                        "wsispark mask, rule " + rule))
            .toList();
    boolean big = (long) grid.width() * grid.height() > CLASSIC_LIMIT_PX;
    long[] counts = new long[256];
    try (SvsWriter writer = SvsWriter.create(out, big ? TiffForm.BIG : TiffForm.CLASSIC, images)) {
      for (int k = 0; k < levels.size(); k++) {
        ValueRaster values = mask.on(levels.get(k));
        TileGrid tiles = images.get(k).grid();
        PixelRect inside = new PixelRect(0, 0, tiles.imageWidth(), tiles.imageHeight());
        for (int row = 0; row < tiles.rows(); row++) {
          for (int column = 0; column < tiles.columns(); column++) {
            PixelRect tile = tiles.tile(column, row);
            byte[] pixels = values.values(tile);
            if (k == 0) {
              count(pixels, tile, inside, counts);
            }
            writer.write(k, column, row, encoder.encode(pixels));
          }
        }
      }
      writer.finish();
    }
    return counts;
  }

  private static void count(byte[] values, PixelRect tile, PixelRect inside, long[] counts) {
    PixelRect part = tile.intersect(inside);
    for (int y = 0; y < part.height(); y++) {
      for (int x = 0; x < part.width(); x++) {
        counts[values[y * tile.width() + x] & 255]++;
      }
    }
  }
}
