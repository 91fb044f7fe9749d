package org.wsispark.slide;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.TileGrid;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.codec.SegmentDecoder;
import org.wsispark.slide.tiff.TiffImage;

/**
 * Pixels of one image of a TIFF file, from its tiles or strips, through a cache of decoded ones.
 */
final class SegmentReader implements AutoCloseable {
  /** Compressed bytes asked for at once: a few round trips of a remote store, bounded memory. */
  private static final long BATCH_BYTES = 8L << 20;

  private static final int BATCH_SEGMENTS = 256;

  private final ByteSource source;
  private final TiffImage image;
  private final String role;
  private final int key;
  private final TileCache cache;
  private final ReadCounters counters;
  private final SegmentDecoder decoder;

  /** {@code role} says in messages what the image is; {@code key} tells it from others cached. */
  SegmentReader(
      ByteSource source,
      TiffImage image,
      String role,
      int key,
      TileCache cache,
      ReadCounters counters) {
    this.source = source;
    this.image = image;
    this.role = role;
    this.key = key;
    this.cache = cache;
    this.counters = counters;
    try {
      this.decoder = SegmentDecoder.of(image.format());
    } catch (WsiException e) {
      throw e.inSlide(source.name())
          .at(
              "%s at offset %d, %s"
                  .formatted(image.directory().place(), image.directory().offset(), role));
    }
  }

  /** Reads a rectangle of the image; outside and where segments are missing it is white. */
  RgbImage read(PixelRect rect) {
    if (rect.area() * 3 > Integer.MAX_VALUE - 8) {
      throw WsiException.of(
              SlideError.LIMIT,
              "%dx%d pixels are more than one image holds",
              rect.width(),
              rect.height())
          .inSlide(source.name())
          .at(role)
          .remedy("Read it in parts, or from a coarser level");
    }
    RgbImage out = RgbImage.black(rect.width(), rect.height());
    read(rect, out);
    return out;
  }

  /** Reads a rectangle into an image of its size and sets every pixel of that. */
  void read(PixelRect rect, RgbImage out) {
    if (!out.hasSizeOf(rect)) {
      throw new IllegalArgumentException(out + " is no image for " + rect);
    }
    TileGrid grid = image.grid();
    PixelRect touched = grid.tilesTouching(rect);
    // Filling costs a third of what decoding leaves.
    if (!isCovered(rect, touched)) {
      out.whiten();
    }
    List<Integer> batch = new ArrayList<>();
    long bytes = 0;
    for (int row = touched.y(); row < touched.bottom(); row++) {
      for (int column = touched.x(); column < touched.right(); column++) {
        int segment = row * grid.columns() + column;
        batch.add(segment);
        bytes += image.range(segment).map(ByteRange::length).orElse(0);
        if (bytes >= BATCH_BYTES || batch.size() == BATCH_SEGMENTS) {
          paint(batch, rect, out);
          batch.clear();
          bytes = 0;
        }
      }
    }
    paint(batch, rect, out);
  }

  /** Announces the segments of a rectangle that are not in memory. */
  boolean prefetch(PixelRect rect) {
    TileGrid grid = image.grid();
    PixelRect touched = grid.tilesTouching(rect);
    List<ByteRange> ranges = new ArrayList<>();
    for (int row = touched.y(); row < touched.bottom(); row++) {
      for (int column = touched.x(); column < touched.right(); column++) {
        int segment = row * grid.columns() + column;
        if (cache.get(key, segment) == null) {
          image.range(segment).ifPresent(ranges::add);
        }
      }
    }
    return ranges.isEmpty() || source.prefetch(ranges);
  }

  /** Whether every pixel will be painted. */
  private boolean isCovered(PixelRect rect, PixelRect touched) {
    TileGrid grid = image.grid();
    boolean covered = new PixelRect(0, 0, grid.imageWidth(), grid.imageHeight()).contains(rect);
    for (int row = touched.y(); covered && row < touched.bottom(); row++) {
      for (int column = touched.x(); covered && column < touched.right(); column++) {
        covered = image.range(row * grid.columns() + column).isPresent();
      }
    }
    return covered;
  }

  private void paint(List<Integer> segments, PixelRect rect, RgbImage out) {
    Map<Integer, byte[]> fetched = fetch(segments);
    PixelRect bounds = new PixelRect(0, 0, image.grid().imageWidth(), image.grid().imageHeight());
    for (int segment : segments) {
      if (image.range(segment).isEmpty()) {
        counters.missing();
        continue;
      }
      PixelRect stored = image.stored(segment);
      // A tile of the last column stores pixels beyond the image; those are not shown.
      PixelRect visible = stored.intersect(bounds).intersect(rect);
      out.paste(
          new RgbImage(stored.width(), stored.height(), decoded(segment, stored, fetched)),
          visible.shift(-stored.x(), -stored.y()),
          visible.x() - rect.x(),
          visible.y() - rect.y());
    }
  }

  /** Reads what is not in memory together, which a remote source does in one request. */
  private Map<Integer, byte[]> fetch(List<Integer> segments) {
    List<Integer> wanted = new ArrayList<>();
    List<ByteRange> ranges = new ArrayList<>();
    for (int segment : segments) {
      Optional<ByteRange> range = image.range(segment);
      if (range.isPresent() && cache.get(key, segment) == null) {
        wanted.add(segment);
        ranges.add(range.get());
      }
    }
    List<byte[]> parts = ranges.isEmpty() ? List.of() : source.readVectored(ranges);
    Map<Integer, byte[]> fetched = new HashMap<>();
    for (int k = 0; k < parts.size(); k++) {
      fetched.put(wanted.get(k), parts.get(k));
      counters.fetched(parts.get(k).length);
    }
    return fetched;
  }

  private byte[] decoded(int segment, PixelRect stored, Map<Integer, byte[]> fetched) {
    byte[] cached = cache.get(key, segment);
    if (cached != null) {
      counters.reused();
      return cached;
    }
    byte[] data = fetched.get(segment);
    if (data == null) {
      // It was in memory when the batch was fetched and left since.
      data = fetch(List.of(segment)).get(segment);
    }
    byte[] rgb = cache.buffer(stored.width() * stored.height() * 3);
    try {
      decoder.decode(data, stored.width(), stored.height(), rgb);
    } catch (WsiException e) {
      WsiException placed = e.inSlide(source.name()).at(image.place(role, segment));
      throw placed.remedy().isPresent()
          ? placed
          : placed.remedy("Copy the file again; it is damaged");
    }
    counters.decoded();
    cache.put(key, segment, rgb);
    return rgb;
  }

  @Override
  public void close() {
    decoder.close();
  }
}
