package org.wsispark.slide;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.TileGrid;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.codec.SegmentDecoder;
import org.wsispark.slide.tiff.TiffFile;
import org.wsispark.slide.tiff.TiffImage;
import org.wsispark.slide.tiff.TiffLimits;

/** Slides that are TIFF files: Aperio SVS and generic pyramidal TIFF. */
final class TiffSlideReader implements SlideReader {
  /** Decoded tiles that one reader keeps: a row of 240 px tiles of a 90,000 px wide slide. */
  private static final long CACHED_BYTES = 64L << 20;

  /** Compressed bytes asked for at once: a few round trips of a remote store, bounded memory. */
  private static final long BATCH_BYTES = 8L << 20;

  private static final int BATCH_TILES = 256;

  private final ByteSource source;
  private final TiffStructure structure;
  private final SlideInfo info;
  private final List<SegmentDecoder> decoders = new ArrayList<>();
  private final TileCache cache = new TileCache(CACHED_BYTES);
  private boolean closed;
  private long decoded;
  private long reused;
  private long missing;
  private long compressedBytes;

  private TiffSlideReader(ByteSource source, TiffStructure structure, String digest) {
    this.source = source;
    this.structure = structure;
    this.info = describe(structure, digest);
    for (TiffImage level : structure.levels()) {
      decoders.add(decoder(level));
    }
  }

  /** The source stays the caller's when this fails. */
  static TiffSlideReader open(ByteSource source) {
    TiffFile file = TiffFile.read(source);
    TiffStructure structure = TiffStructure.of(file, source);
    return new TiffSlideReader(source, structure, DirectoryDigest.of(file, source.size()));
  }

  private static SlideInfo describe(TiffStructure structure, String digest) {
    List<SlideLevel> levels = new ArrayList<>();
    TileGrid zero = structure.levels().get(0).grid();
    for (TiffImage image : structure.levels()) {
      TileGrid grid = image.grid();
      levels.add(
          new SlideLevel(
              levels.size(),
              grid.imageWidth(),
              grid.imageHeight(),
              Downsample.ofSizes(
                  zero.imageWidth(), zero.imageHeight(), grid.imageWidth(), grid.imageHeight()),
              grid,
              image.format().compressionName(),
              ByteHistogram.of(grid, image.byteCounts())));
    }
    List<AssociatedImage> associated = new ArrayList<>();
    structure
        .associated()
        .forEach(
            (name, image) ->
                associated.add(
                    new AssociatedImage(
                        name,
                        image.grid().imageWidth(),
                        image.grid().imageHeight(),
                        image.format().compressionName())));
    if (!structure.aperio()) {
      return new SlideInfo(
          "generic-tiff",
          levels,
          Optional.empty(),
          OptionalDouble.empty(),
          associated,
          new TreeMap<>(),
          0,
          digest);
    }
    AperioDescription description = AperioDescription.parse(structure.description());
    return new SlideInfo(
        "aperio",
        levels,
        description.mpp(),
        description.appMag(),
        associated,
        description.properties(),
        description.dropped(),
        digest);
  }

  private SegmentDecoder decoder(TiffImage image) {
    try {
      return SegmentDecoder.of(image.format());
    } catch (WsiException e) {
      throw e.inSlide(source.name()).at("IFD " + image.directory().index());
    }
  }

  @Override
  public SlideInfo info() {
    return info;
  }

  @Override
  public RgbImage read(int level, PixelRect levelRect) {
    checkOpen();
    if (level < 0 || level >= structure.levels().size()) {
      throw WsiException.of(
              SlideError.NO_SUCH_LEVEL,
              "level %d of a slide with %d",
              level,
              structure.levels().size())
          .inSlide(source.name())
          .remedy("Levels count from 0");
    }
    RgbImage out = canvas(levelRect.width(), levelRect.height());
    TiffImage image = structure.levels().get(level);
    PixelRect touched = image.grid().tilesTouching(levelRect);
    int columns = image.grid().columns();
    List<Integer> batch = new ArrayList<>();
    long bytes = 0;
    for (int row = touched.y(); row < touched.bottom(); row++) {
      for (int column = touched.x(); column < touched.right(); column++) {
        int tile = row * columns + column;
        batch.add(tile);
        bytes += image.range(tile).map(ByteRange::length).orElse(0);
        if (bytes >= BATCH_BYTES || batch.size() == BATCH_TILES) {
          paint(level, batch, levelRect, out);
          batch.clear();
          bytes = 0;
        }
      }
    }
    paint(level, batch, levelRect, out);
    return out;
  }

  private RgbImage canvas(int width, int height) {
    if ((long) width * height * 3 > Integer.MAX_VALUE - 8) {
      throw WsiException.of(
              SlideError.LIMIT, "%dx%d pixels are more than one image holds", width, height)
          .inSlide(source.name())
          .remedy("Read it in parts, or from a coarser level");
    }
    return RgbImage.white(width, height);
  }

  private void paint(int level, List<Integer> tiles, PixelRect levelRect, RgbImage out) {
    TiffImage image = structure.levels().get(level);
    Map<Integer, byte[]> fetched = fetch(level, tiles);
    PixelRect bounds = info.levels().get(level).bounds();
    for (int tile : tiles) {
      if (image.range(tile).isEmpty()) {
        missing++;
        continue;
      }
      PixelRect stored = image.stored(tile);
      byte[] rgb = decoded(level, tile, fetched);
      PixelRect visible = stored.intersect(bounds).intersect(levelRect);
      out.paste(
          new RgbImage(stored.width(), stored.height(), rgb),
          visible.shift(-stored.x(), -stored.y()),
          visible.x() - levelRect.x(),
          visible.y() - levelRect.y());
    }
  }

  /** Reads the tiles that are not in memory together, which a remote source does in one request. */
  private Map<Integer, byte[]> fetch(int level, List<Integer> tiles) {
    TiffImage image = structure.levels().get(level);
    List<Integer> wanted = new ArrayList<>();
    List<ByteRange> ranges = new ArrayList<>();
    for (int tile : tiles) {
      Optional<ByteRange> range = image.range(tile);
      if (range.isPresent() && cache.get(level, tile) == null) {
        wanted.add(tile);
        ranges.add(range.get());
      }
    }
    List<byte[]> parts = ranges.isEmpty() ? List.of() : source.readVectored(ranges);
    Map<Integer, byte[]> fetched = new HashMap<>();
    for (int k = 0; k < parts.size(); k++) {
      fetched.put(wanted.get(k), parts.get(k));
      compressedBytes += parts.get(k).length;
    }
    return fetched;
  }

  private byte[] decoded(int level, int tile, Map<Integer, byte[]> fetched) {
    byte[] cached = cache.get(level, tile);
    if (cached != null) {
      reused++;
      return cached;
    }
    TiffImage image = structure.levels().get(level);
    PixelRect stored = image.stored(tile);
    byte[] data = fetched.get(tile);
    if (data == null) {
      // It was in memory when the batch was fetched and left since.
      data = fetch(level, List.of(tile)).get(tile);
    }
    byte[] rgb = cache.buffer(stored.width() * stored.height() * 3);
    try {
      decoders.get(level).decode(data, stored.width(), stored.height(), rgb);
    } catch (WsiException e) {
      throw e.inSlide(source.name()).at("level " + level + ", " + place(image, tile));
    }
    decoded++;
    cache.put(level, tile, rgb);
    return rgb;
  }

  private static String place(TiffImage image, int tile) {
    return "tile %d (column %d, row %d, %s)"
        .formatted(
            tile,
            tile % image.grid().columns(),
            tile / image.grid().columns(),
            image.range(tile).map(r -> r.length() + " bytes at " + r.offset()).orElse("no bytes"));
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
    int width = image.grid().imageWidth();
    int height = image.grid().imageHeight();
    if ((long) width * height * 3 > TiffLimits.DECODED_BYTES) {
      throw WsiException.of(
              SlideError.LIMIT, "%s of %dx%d pixels is too large", name, width, height)
          .inSlide(source.name());
    }
    RgbImage out = canvas(width, height);
    try (SegmentDecoder decoder = decoder(image)) {
      for (int segment = 0; segment < image.grid().count(); segment++) {
        PixelRect stored = image.stored(segment);
        Optional<ByteRange> range = image.range(segment);
        if (range.isEmpty()) {
          missing++;
          continue;
        }
        byte[] rgb = new byte[stored.width() * stored.height() * 3];
        byte[] data = source.read(range.get().offset(), range.get().length());
        compressedBytes += data.length;
        decoder.decode(data, stored.width(), stored.height(), rgb);
        decoded++;
        out.paste(
            new RgbImage(stored.width(), stored.height(), rgb),
            new PixelRect(0, 0, stored.width(), stored.height()),
            stored.x(),
            stored.y());
      }
    } catch (WsiException e) {
      throw e.inSlide(source.name()).at(name);
    }
    return out;
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the reader of " + source.name() + " is closed");
    }
  }

  @Override
  public ReadStats stats() {
    return new ReadStats(decoded, reused, missing, compressedBytes);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      decoders.forEach(SegmentDecoder::close);
      source.close();
    }
  }
}
