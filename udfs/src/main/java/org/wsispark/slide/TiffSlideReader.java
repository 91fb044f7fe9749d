package org.wsispark.slide;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.TileGrid;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.tiff.TiffFile;
import org.wsispark.slide.tiff.TiffImage;
import org.wsispark.slide.tiff.TiffLimits;

/** Slides that are TIFF files: Aperio SVS, OME-TIFF and generic TIFF. */
final class TiffSlideReader implements SlideReader {
  /** Decoded tiles that one reader keeps: a row of 240 px tiles of a 90,000 px wide slide. */
  private static final long CACHED_BYTES = 64L << 20;

  /** What associated images are cached under while they are read; levels count from 0. */
  private static final int NO_LEVEL = -1;

  private final ByteSource source;
  private final TiffStructure structure;
  private final SlideInfo info;
  private final List<SegmentReader> levels = new ArrayList<>();
  private final ReadCounters counters = new ReadCounters();
  private boolean closed;

  private TiffSlideReader(ByteSource source, TiffStructure structure, String digest) {
    this.source = source;
    this.structure = structure;
    this.info = structure.describe(digest);
    TileCache cache = new TileCache(CACHED_BYTES);
    for (TiffImage image : structure.levels()) {
      int level = levels.size();
      levels.add(new SegmentReader(source, image, "level " + level, level, cache, counters));
    }
  }

  /** {@code file} of the source, which stays the caller's when this fails. */
  static TiffSlideReader open(ByteSource source, TiffFile file) {
    TiffStructure structure = TiffStructure.of(file, source);
    return new TiffSlideReader(source, structure, DirectoryDigest.of(file, source.size()));
  }

  @Override
  public SlideInfo info() {
    return info;
  }

  @Override
  public RgbImage read(int level, PixelRect levelRect) {
    return level(level).read(levelRect);
  }

  @Override
  public void read(int level, PixelRect levelRect, RgbImage into) {
    level(level).read(levelRect, into);
  }

  @Override
  public boolean prefetch(int level, PixelRect levelRect) {
    return level(level).prefetch(levelRect);
  }

  private SegmentReader level(int level) {
    checkOpen();
    checkLevel(level);
    return levels.get(level);
  }

  @Override
  public RgbImage associated(String name) {
    checkOpen();
    TiffImage image = structure.associated().get(name);
    if (image == null) {
      throw WsiException.of(
              SlideError.NO_SUCH_IMAGE,
              "no image \"%s\"; the slide has %s",
              name,
              structure.associated().keySet())
          .inSlide(source.name());
    }
    TileGrid grid = image.grid();
    PixelRect whole = new PixelRect(0, 0, grid.imageWidth(), grid.imageHeight());
    if (whole.area() * 3 > TiffLimits.DECODED_BYTES) {
      throw WsiException.of(
              SlideError.LIMIT,
              "%dx%d pixels are too many for an associated image",
              grid.imageWidth(),
              grid.imageHeight())
          .inSlide(source.name())
          .at(name);
    }
    // Read once, so nothing of it is kept.
    TileCache none = new TileCache(0);
    try (SegmentReader reader = new SegmentReader(source, image, name, NO_LEVEL, none, counters)) {
      return reader.read(whole);
    }
  }

  @Override
  public Optional<byte[]> iccProfile() {
    checkOpen();
    return structure.iccProfile();
  }

  @Override
  public EncodedTiles encodedTiles(int level) {
    checkOpen();
    checkLevel(level);
    return new EncodedTiles(source, structure.levels().get(level), "level " + level, counters);
  }

  private void checkLevel(int level) {
    if (level < 0 || level >= levels.size()) {
      throw WsiException.of(
              SlideError.NO_SUCH_LEVEL, "level %d of a slide with %d", level, levels.size())
          .inSlide(source.name())
          .remedy("Levels count from 0");
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the reader of " + source.name() + " is closed");
    }
  }

  @Override
  public ReadStats stats() {
    return counters.snapshot(source.sourceStats());
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      levels.forEach(SegmentReader::close);
      source.close();
    }
  }
}
