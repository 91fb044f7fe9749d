package org.wsispark.slide.synthetic;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.TileGrid;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.write.SvsWriter;
import org.wsispark.slide.write.TileEncoder;

/**
 * Paints level 0 tile by tile on several threads and makes the coarser levels of its means on the
 * way up. Tiles are written in one order whatever thread paints them. In memory: two rows of
 * encoded tiles of level 0, one row of pixels per coarser level, and the thumbnail.
 */
final class PyramidPress implements AutoCloseable {
  /** Directory of each level: the thumbnail lies between the first two. */
  private static final int[] DIRECTORIES = {0, 2, 3};

  private static final int ROWS_AHEAD = 2;

  private final SvsWriter writer;
  private final TissuePainter painter;
  private final List<TileGrid> levels;
  private final Optional<String> comment;
  private final ExecutorService pool;
  private final TileEncoder encoder = TileEncoder.jpegRgb(TissueSlide.QUALITY);
  private final Painted glass;

  /** A tile's bytes and the means of its 4 x 4 blocks. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Painted(byte[] encoded, RgbImage means) {}

  PyramidPress(
      SvsWriter writer,
      TissueScene scene,
      List<TileGrid> levels,
      int threads,
      Optional<String> comment) {
    this.writer = writer;
    this.painter = new TissuePainter(scene);
    this.levels = List.copyOf(levels);
    this.comment = comment;
    this.pool = Executors.newFixedThreadPool(threads);
    RgbImage blank = RgbImage.white(TissueSlide.TILE_PX, TissueSlide.TILE_PX);
    Arrays.fill(blank.rgb(), (byte) TissuePainter.glass());
    this.glass = new Painted(encoder.encode(blank), BoxMean.of(blank));
  }

  /**
   * Writes all levels.
   *
   * @param thumbnailFactor level-0 pixels per pixel of the thumbnail: 4, 16 or 64
   * @return the thumbnail
   */
  RgbImage run(int thumbnailFactor) {
    TileGrid base = levels.get(0);
    RgbImage thumbnail =
        RgbImage.white(base.imageWidth() / thumbnailFactor, base.imageHeight() / thumbnailFactor);
    LevelBand second =
        new LevelBand(levels.get(2), tileRow(2), collect(thumbnail, thumbnailFactor == 64));
    RowSink fourth = collect(thumbnail, thumbnailFactor == 16);
    LevelBand first =
        new LevelBand(
            levels.get(1),
            tileRow(1),
            rows -> {
              fourth.accept(rows);
              second.append(rows);
            });
    RowSink half = collect(thumbnail, thumbnailFactor == 4);
    Deque<List<Future<Painted>>> ahead = new ArrayDeque<>();
    int next = 0;
    for (int row = 0; row < base.rows(); row++) {
      while (next < base.rows() && ahead.size() < ROWS_AHEAD) {
        ahead.add(submitRow(base, next++));
      }
      RgbImage means = writeRow(base, row, ahead.remove());
      half.accept(means);
      first.append(means);
    }
    first.finish();
    second.finish();
    return thumbnail;
  }

  private interface RowSink extends Consumer<RgbImage> {}

  /** Gathers rows into an image, one below the other. */
  private static RowSink collect(RgbImage image, boolean wanted) {
    int[] filled = {0};
    return rows -> {
      if (wanted) {
        image.paste(rows, new PixelRect(0, 0, rows.width(), rows.height()), 0, filled[0]);
        filled[0] += rows.height();
      }
    };
  }

  private List<Future<Painted>> submitRow(TileGrid grid, int row) {
    List<Future<Painted>> tiles = new ArrayList<>();
    for (int column = 0; column < grid.columns(); column++) {
      PixelRect rect = grid.tile(column, row);
      tiles.add(pool.submit(() -> paint(rect)));
    }
    return tiles;
  }

  private Painted paint(PixelRect rect) {
    Optional<RgbImage> pixels = painter.paint(rect);
    return pixels.map(p -> new Painted(encoder.encode(p), BoxMean.of(p))).orElse(glass);
  }

  private RgbImage writeRow(TileGrid grid, int row, List<Future<Painted>> tiles) {
    int side = TissueSlide.TILE_PX / BoxMean.FACTOR;
    RgbImage means = RgbImage.white(grid.columns() * side, side);
    PixelRect all = new PixelRect(0, 0, side, side);
    for (int column = 0; column < tiles.size(); column++) {
      Painted tile = result(tiles.get(column));
      boolean commented = row == 0 && column == 0 && comment.isPresent();
      writer.write(
          DIRECTORIES[0],
          column,
          row,
          commented ? JpegComment.into(tile.encoded(), comment.get()) : tile.encoded());
      means.paste(tile.means(), all, column * side, 0);
    }
    return means;
  }

  private LevelBand.TileRow tileRow(int level) {
    return (row, band) -> {
      TileGrid grid = levels.get(level);
      List<Future<byte[]>> tiles = new ArrayList<>();
      for (int column = 0; column < grid.columns(); column++) {
        PixelRect rect = grid.tile(column, 0);
        tiles.add(pool.submit(() -> encoder.encode(band.crop(rect))));
      }
      for (int column = 0; column < tiles.size(); column++) {
        writer.write(DIRECTORIES[level], column, row, result(tiles.get(column)));
      }
    };
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a tile could not be painted", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw WsiException.of(SyntheticError.INTERRUPTED, "stopped while painting a slide")
          .causedBy(e);
    }
  }

  /** Stops the threads; tiles not yet painted are dropped. */
  @Override
  public void close() {
    pool.shutdownNow();
  }
}
