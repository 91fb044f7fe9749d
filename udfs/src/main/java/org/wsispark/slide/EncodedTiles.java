package org.wsispark.slide;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.TileGrid;
import org.wsispark.slide.codec.JpegStream;
import org.wsispark.slide.codec.SegmentFormat;
import org.wsispark.slide.tiff.TiffImage;

/**
 * The tiles of one level as the scanner stored them, handed out as complete JPEG streams at the
 * cost of copying them. Whoever wants to copy nothing takes {@link #range(int, int)} and {@link
 * #prefix()} and makes the same stream from them later (docs/formats.md says how). Belongs to the
 * reader that gave it and ends with it; one thread at a time.
 */
public final class EncodedTiles {
  /** Compressed bytes asked for at once: a few round trips of a remote store, bounded memory. */
  private static final long BATCH_BYTES = 8L << 20;

  private final ByteSource source;
  private final TiffImage image;
  private final String role;
  private final ReadCounters counters;
  private final JpegStream stream;

  EncodedTiles(ByteSource source, TiffImage image, String role, ReadCounters counters) {
    this.source = source;
    this.image = image;
    this.role = role;
    this.counters = counters;
    if (image.format().compression() != SegmentFormat.JPEG) {
      throw WsiException.of(
              SlideError.NO_PASS_THROUGH,
              "its tiles are stored as %s, only JPEG is handed out without decoding",
              image.format().compressionName())
          .inSlide(source.name())
          .at(role)
          .remedy("Encode its pixels instead, as jpeg, png or raw");
    }
    try {
      this.stream = new JpegStream(image.format());
    } catch (WsiException e) {
      throw e.inSlide(source.name()).at(image.directory().place() + ", " + role);
    }
  }

  /**
   * Where the stored bytes of a tile lie.
   *
   * @param column of the tile, from 0
   * @param row of the tile, from 0
   * @return the range in the slide; empty when the slide does not hold the tile
   * @throws IllegalArgumentException when the level has no such tile
   */
  public Optional<ByteRange> range(int column, int row) {
    return image.range(segment(column, row));
  }

  /**
   * What stands in a complete stream before what is stored: the start marker, the colours of the
   * samples and the tables that the tiles share.
   *
   * @return the same bytes for all tiles of the level, a copy
   */
  public byte[] prefix() {
    return stream.prefix();
  }

  /**
   * One tile.
   *
   * @param column of the tile, from 0
   * @param row of the tile, from 0
   * @return the tile; empty when the slide does not hold it
   * @throws WsiException as {@link #read(PixelRect)}
   * @throws IllegalArgumentException when the level has no such tile
   */
  public Optional<EncodedTile> read(int column, int row) {
    return read(new PixelRect(column, row, 1, 1)).stream().findFirst();
  }

  /**
   * The tiles of a rectangle, whose bytes are asked for together.
   *
   * @param tiles columns and rows, half-open
   * @return row by row those that the slide holds; the others are counted as missing
   * @throws WsiException {@link SlideError#BAD_TILE} when the header or the markers of one are
   *     damaged; as {@link ByteSource#read(long, int)}
   * @throws IllegalArgumentException when the level has no such tiles
   */
  public List<EncodedTile> read(PixelRect tiles) {
    List<EncodedTile> out = new ArrayList<>();
    List<Integer> batch = new ArrayList<>();
    List<ByteRange> ranges = new ArrayList<>();
    long bytes = 0;
    for (int row = tiles.y(); row < tiles.bottom(); row++) {
      for (int column = tiles.x(); column < tiles.right(); column++) {
        int segment = segment(column, row);
        Optional<ByteRange> range = image.range(segment);
        if (range.isEmpty()) {
          counters.missing();
          continue;
        }
        batch.add(segment);
        ranges.add(range.get());
        bytes += range.get().length();
        if (bytes >= BATCH_BYTES) {
          complete(batch, ranges, out);
          bytes = 0;
        }
      }
    }
    complete(batch, ranges, out);
    return out;
  }

  private void complete(List<Integer> batch, List<ByteRange> ranges, List<EncodedTile> out) {
    List<byte[]> stored = ranges.isEmpty() ? List.of() : source.readVectored(ranges);
    for (int k = 0; k < stored.size(); k++) {
      counters.fetched(stored.get(k).length);
      out.add(tile(batch.get(k), stored.get(k)));
    }
    batch.clear();
    ranges.clear();
  }

  private EncodedTile tile(int segment, byte[] data) {
    TileGrid grid = image.grid();
    PixelRect stored = image.stored(segment);
    PixelRect level = new PixelRect(0, 0, grid.imageWidth(), grid.imageHeight());
    try {
      return new EncodedTile(
          segment % grid.columns(),
          segment / grid.columns(),
          stored,
          stored.intersect(level),
          stream.complete(data, stored.width(), stored.height()));
    } catch (WsiException e) {
      throw e.inSlide(source.name()).at(image.place(role, segment));
    }
  }

  private int segment(int column, int row) {
    TileGrid grid = image.grid();
    if (column < 0 || row < 0 || column >= grid.columns() || row >= grid.rows()) {
      throw new IllegalArgumentException(
          "no tile (%d, %d) in %s of %s".formatted(column, row, role, source.name()));
    }
    return row * grid.columns() + column;
  }
}
