package org.wsispark.slide;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.TileGrid;
import org.wsispark.slide.codec.JpegStream;
import org.wsispark.slide.codec.SegmentFormat;
import org.wsispark.slide.tiff.TiffImage;

/**
 * The tiles of one level as the scanner stored them, handed out as complete JPEG streams at the
 * cost of copying them. Whoever wants to copy nothing takes {@link #reference(int, int)} and {@link
 * #prefix()} and makes the same stream from them later (docs/formats.md says how). Belongs to the
 * reader that gave it and ends with it; one thread at a time.
 */
public final class EncodedTiles {
  /** Compressed bytes asked for at once: a few round trips of a remote store, bounded memory. */
  private static final long BATCH_BYTES = 8L << 20;

  /** The start marker, which the prefix brings already. */
  private static final int START = 2;

  /** A start and an end marker. */
  private static final int SHORTEST = 4;

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
   * A tile by where it lies; nothing of it is read, so damage inside it is not noticed.
   *
   * @param column of the tile, from 0
   * @param row of the tile, from 0
   * @return where its bytes are; empty when the slide does not hold the tile, which is counted
   * @throws WsiException {@link SlideError#BAD_TILE} when it is too short to be a JPEG stream
   * @throws IllegalArgumentException when the level has no such tile
   */
  public Optional<TileReference> reference(int column, int row) {
    int segment = segment(column, row);
    Optional<ByteRange> range = image.range(segment);
    if (range.isEmpty()) {
      counters.missing();
      return Optional.empty();
    }
    if (range.get().length() < SHORTEST) {
      throw WsiException.of(
              SlideError.BAD_TILE, "%d bytes are no JPEG stream", range.get().length())
          .inSlide(source.name())
          .at(image.place(role, segment))
          .remedy("Leave the slide out or copy it again: it is damaged");
    }
    PixelRect stored = image.stored(segment);
    return Optional.of(
        new TileReference(
            stored,
            stored.intersect(level()),
            new ByteRange(range.get().offset() + START, range.get().length() - START)));
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
    readEach(List.of(tiles), out::add);
    return out;
  }

  /**
   * The tiles of many rectangles. Their bytes are asked for together, a few megabytes at a time,
   * and while one part is handed out a remote store already sends the next; so what is held does
   * not grow with the number of tiles.
   *
   * @param rects columns and rows, half-open
   * @param take is given those that the slide holds, rectangle after rectangle, row by row; the
   *     others are counted as missing
   * @throws WsiException as {@link #read(PixelRect)}
   * @throws IllegalArgumentException when the level has no such tiles
   */
  public void readEach(List<PixelRect> rects, Consumer<EncodedTile> take) {
    Batch ready = new Batch();
    Batch next = new Batch();
    for (PixelRect rect : rects) {
      for (int row = rect.y(); row < rect.bottom(); row++) {
        for (int column = rect.x(); column < rect.right(); column++) {
          int segment = segment(column, row);
          Optional<ByteRange> range = image.range(segment);
          if (range.isEmpty()) {
            counters.missing();
            continue;
          }
          next.add(segment, range.get());
          if (next.bytes >= BATCH_BYTES) {
            source.prefetch(next.ranges);
            complete(ready, take);
            ready = next;
            next = new Batch();
          }
        }
      }
    }
    complete(ready, take);
    complete(next, take);
  }

  /** Tiles whose bytes are asked for at once. */
  private static final class Batch {
    private final List<Integer> segments = new ArrayList<>();
    private final List<ByteRange> ranges = new ArrayList<>();
    private long bytes;

    private void add(int segment, ByteRange range) {
      segments.add(segment);
      ranges.add(range);
      bytes += range.length();
    }
  }

  private void complete(Batch batch, Consumer<EncodedTile> take) {
    List<byte[]> stored = batch.ranges.isEmpty() ? List.of() : source.readVectored(batch.ranges);
    for (int k = 0; k < stored.size(); k++) {
      counters.fetched(stored.get(k).length);
      take.accept(tile(batch.segments.get(k), stored.get(k)));
    }
  }

  private EncodedTile tile(int segment, byte[] data) {
    TileGrid grid = image.grid();
    PixelRect stored = image.stored(segment);
    try {
      return new EncodedTile(
          segment % grid.columns(),
          segment / grid.columns(),
          stored,
          stored.intersect(level()),
          stream.complete(data, stored.width(), stored.height()));
    } catch (WsiException e) {
      throw e.inSlide(source.name()).at(image.place(role, segment));
    }
  }

  private PixelRect level() {
    return new PixelRect(0, 0, image.grid().imageWidth(), image.grid().imageHeight());
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
