package org.wsispark.slide.synthetic;

import java.util.Arrays;
import java.util.function.Consumer;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.TileGrid;
import org.wsispark.raster.RgbImage;

/**
 * Gathers the rows of a coarse level until a row of tiles is full, so that a pyramid needs one row
 * of tiles per level in memory.
 */
final class LevelBand {

  /** Takes a full row of tiles. */
  interface TileRow {
    void accept(int row, RgbImage band);
  }

  private final TileGrid grid;
  private final TileRow tiles;
  private final Consumer<RgbImage> coarser;
  private RgbImage band;
  private int filled;
  private int row;

  /**
   * An empty band.
   *
   * @param grid of the level
   * @param tiles gets each band as wide and high as its tiles, glass where nothing came
   * @param coarser gets the means of each band's 4 x 4 blocks
   */
  LevelBand(TileGrid grid, TileRow tiles, Consumer<RgbImage> coarser) {
    this.grid = grid;
    this.tiles = tiles;
    this.coarser = coarser;
    this.band = empty();
  }

  /** Adds pixel rows; they do not cross the end of the band. */
  void append(RgbImage rows) {
    band.paste(rows, new PixelRect(0, 0, rows.width(), rows.height()), 0, filled);
    filled += rows.height();
    if (filled >= grid.tileHeight()) {
      flush();
    }
  }

  /** Passes on what is left. */
  void finish() {
    if (filled > 0 && row < grid.rows()) {
      flush();
    }
  }

  private void flush() {
    if (row < grid.rows()) {
      tiles.accept(row, band);
    }
    coarser.accept(BoxMean.of(band));
    row++;
    filled = 0;
    band = empty();
  }

  private RgbImage empty() {
    RgbImage image = RgbImage.white(grid.columns() * grid.tileWidth(), grid.tileHeight());
    Arrays.fill(image.rgb(), (byte) TissuePainter.glass());
    return image;
  }
}
