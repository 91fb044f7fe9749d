package org.wsispark.jobs.source;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.jobs.io.SlideFiles;
import org.wsispark.patch.CellRange;
import org.wsispark.patch.CellStrips;
import org.wsispark.patch.TileLayout;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.FrameReader;
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
  private final Iterator<CellRange> strips;
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
    this.strips =
        part.ranges().stream()
            .flatMap(range -> CellStrips.of(slide.layout(), range, wanted, STRIP_PX).stream())
            .iterator();
  }

  @Override
  public boolean hasNext() {
    return strips.hasNext();
  }

  @Override
  public List<InternalRow> next() {
    CellRange strip = strips.next();
    List<InternalRow> made = new ArrayList<>();
    if (!rows.needsPixels()) {
      for (int column = strip.column(); column < strip.right(); column++) {
        made.add(rows.of(slide, column, strip.row(), null, null));
      }
      return made;
    }
    try {
      RgbImage image = read(CellStrips.frameRect(slide.layout(), strip));
      add(strip, image, made);
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
    for (int column = strip.column(); column < strip.right(); column++) {
      CellRange cell = new CellRange(column, strip.row(), 1, 1);
      try {
        if (strip.columns() == 1 || unopened != null) {
          throw reason;
        }
        add(cell, read(slide.layout().frameRect(column, strip.row())), made);
      } catch (WsiException e) {
        counts.failed();
        if (options.mode() == ReadMode.PERMISSIVE) {
          String error = e.inSlide(slide.slide()).getMessage();
          made.add(rows.of(slide, column, strip.row(), null, error));
        }
      }
    }
  }

  private RgbImage read(PixelRect frameRect) {
    long start = System.nanoTime();
    RgbImage image = open().read(frameRect);
    counts.decoded(System.nanoTime() - start);
    return image;
  }

  /** A slide that does not open is not tried again for each of its tiles. */
  private FrameReader open() {
    if (unopened != null) {
      throw unopened;
    }
    if (pixels == null) {
      try {
        reader = files.open(slide.slide());
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
