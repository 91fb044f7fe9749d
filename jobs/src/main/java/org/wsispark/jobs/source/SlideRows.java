package org.wsispark.jobs.source;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.InternalRow;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.jobs.io.SlideFiles;
import org.wsispark.patch.CellRange;
import org.wsispark.patch.CellStrips;
import org.wsispark.patch.TileLayout;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.RgbImage;
import org.wsispark.raster.SpareImages;
import org.wsispark.slide.FrameReader;
import org.wsispark.slide.ReadAhead;
import org.wsispark.slide.SlideReader;

/**
 * The rows of one slide's part, a strip of neighbouring tiles at a time: the reader still holds the
 * scanner tiles that two strips share. The slide is opened for the first strip, and only when
 * pixels are wanted.
 */
final class SlideRows implements Iterator<List<InternalRow>>, AutoCloseable {
  /** Width of a strip: 6 MB of pixels for tiles of 256 px. */
  private static final int STRIP_PX = 8_192;

  private final SlideFiles files;
  private final SourceOptions options;
  private final TileRow rows;
  private final SlideTiles slide;
  private final TileCounts counts;
  private final List<CellRange> strips = new ArrayList<>();
  private int next;
  private ReadAhead images;
  private final SpareImages spare = SpareImages.ofStrips();
  private SlideReader reader;
  private FrameReader pixels;
  private WsiException unopened;

  SlideRows(
      SlideFiles files, SourceOptions options, TileRow rows, TilePart part, TileCounts counts) {
    this.files = files;
    this.options = options;
    this.rows = rows;
    this.slide = part.slide();
    this.counts = counts;
    BitMask wanted = part.cells();
    for (CellRange range : part.ranges()) {
      strips.addAll(CellStrips.of(slide.layout(), range, wanted, STRIP_PX));
    }
  }

  @Override
  public boolean hasNext() {
    return next < strips.size();
  }

  @Override
  public List<InternalRow> next() {
    CellRange strip = strips.get(next);
    next++;
    List<InternalRow> made = new ArrayList<>();
    if (!rows.needsPixels()) {
      for (int column = strip.column(); column < strip.right(); column++) {
        made.add(rows.of(slide, column, strip.row(), null, null));
      }
      return made;
    }
    try {
      // A strip of one tile is given away with its row, of others only copies are.
      boolean given = strip.columns() == 1;
      add(strip, timed(() -> given ? ahead().next() : ahead().next(spare)), made);
    } catch (WsiException e) {
      addOneByOne(strip, e, made);
    }
    return made;
  }

  private void add(CellRange strip, RgbImage image, List<InternalRow> made) {
    TileLayout layout = slide.layout();
    PixelRect rect = CellStrips.frameRect(layout, strip);
    long start = System.nanoTime();
    for (int column = strip.column(); column < strip.right(); column++) {
      PixelRect tile = layout.frameRect(column, strip.row());
      RgbImage cut = strip.columns() == 1 ? image : image.crop(tile.shift(-rect.x(), -rect.y()));
      made.add(rows.of(slide, column, strip.row(), cut, null));
    }
    counts.encoded(System.nanoTime() - start);
  }

  /** A strip that cannot be read as a whole: its sound tiles are not lost for the bad one. */
  private void addOneByOne(CellRange strip, WsiException reason, List<InternalRow> made) {
    if (options.mode() == ReadMode.FAILFAST) {
      throw reason.inSlide(slide.slide());
    }
    made.clear();
    // What was announced goes on with the strip after this one.
    images = null;
    for (int column = strip.column(); column < strip.right(); column++) {
      CellRange cell = new CellRange(column, strip.row(), 1, 1);
      try {
        if (strip.columns() == 1 || unopened != null) {
          throw reason;
        }
        PixelRect rect = slide.layout().frameRect(column, strip.row());
        add(cell, timed(() -> open().read(rect)), made);
      } catch (WsiException e) {
        counts.failed();
        if (options.mode() == ReadMode.PERMISSIVE) {
          String error = e.inSlide(slide.slide()).getMessage();
          made.add(rows.of(slide, column, strip.row(), null, error));
        }
      }
    }
  }

  private RgbImage timed(Supplier<RgbImage> read) {
    long start = System.nanoTime();
    try {
      return read.get();
    } finally {
      counts.decoded(System.nanoTime() - start);
    }
  }

  /** Reads this strip and announces those to come. */
  private ReadAhead ahead() {
    FrameReader frame = open();
    if (images == null) {
      List<CellRange> left = strips.subList(next - 1, strips.size());
      images =
          new ReadAhead(
              frame,
              left.stream().map(strip -> CellStrips.frameRect(slide.layout(), strip)).toList());
    }
    return images;
  }

  /** A slide that does not open is not tried again for each of its tiles. */
  private FrameReader open() {
    if (unopened != null) {
      throw unopened;
    }
    if (pixels == null) {
      try {
        reader = slide.open(files);
      } catch (WsiException e) {
        unopened = e;
        throw e;
      }
      counts.opened(reader);
      pixels = new FrameReader(reader, slide.layout().frame());
    }
    return pixels;
  }

  @Override
  public void close() {
    if (reader != null) {
      counts.closing();
      reader.close();
      reader = null;
    }
  }
}
