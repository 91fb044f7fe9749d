package org.wsispark.slide.tiff;

import java.util.Arrays;
import java.util.Optional;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.TileGrid;
import org.wsispark.slide.ByteRange;
import org.wsispark.slide.ByteSource;
import org.wsispark.slide.SlideError;
import org.wsispark.slide.codec.SegmentFormat;

/**
 * How one directory's pixels are laid out: a grid of segments, which are tiles or strips. Checked
 * completely when it is made: the tables have one entry per segment and every segment lies in the
 * file.
 */
public final class TiffImage {
  private final TiffDirectory directory;
  private final boolean tiled;
  private final TileGrid grid;
  private final SegmentFormat format;
  private final long[] offsets;
  private final long[] byteCounts;

  private TiffImage(
      TiffDirectory directory,
      boolean tiled,
      TileGrid grid,
      SegmentFormat format,
      long[] offsets,
      long[] byteCounts) {
    this.directory = directory;
    this.tiled = tiled;
    this.grid = grid;
    this.format = format;
    this.offsets = offsets;
    this.byteCounts = byteCounts;
  }

  /**
   * Whether a directory holds tiles.
   *
   * @param directory any
   * @return false for strips and for directories without pixels
   */
  public static boolean isTiled(TiffDirectory directory) {
    return directory.has(TiffTag.TILE_WIDTH) || directory.has(TiffTag.TILE_OFFSETS);
  }

  /**
   * Reads a directory's layout.
   *
   * @param directory of an open file
   * @param source the file
   * @param role what the image is to the slide, for messages: {@code level 1}, {@code label}
   * @return the layout
   * @throws WsiException {@link SlideError#BAD_TAG}, {@link SlideError#LIMIT}, {@link
   *     SlideError#BAD_TILE_TABLE}, {@link SlideError#BAD_OFFSET}, {@link SlideError#TRUNCATED},
   *     {@link SlideError#UNSUPPORTED_LAYOUT}
   */
  public static TiffImage of(TiffDirectory directory, ByteSource source, String role) {
    int width = side(directory, TiffTag.IMAGE_WIDTH, TiffLimits.IMAGE_SIDE);
    int height = side(directory, TiffTag.IMAGE_LENGTH, TiffLimits.IMAGE_SIDE);
    boolean tiled = isTiled(directory);
    TileGrid grid = tiled ? tiles(directory, width, height) : strips(directory, width, height);
    SegmentFormat format = format(directory);
    checkDecodedSize(directory, grid, format);
    int offsetTag = tiled ? TiffTag.TILE_OFFSETS : TiffTag.STRIP_OFFSETS;
    int countTag = tiled ? TiffTag.TILE_BYTE_COUNTS : TiffTag.STRIP_BYTE_COUNTS;
    TiffImage image =
        new TiffImage(
            directory,
            tiled,
            grid,
            format,
            table(directory, offsetTag, grid),
            table(directory, countTag, grid));
    image.checkRanges(source, role);
    return image;
  }

  private static int side(TiffDirectory directory, int tag, long most) {
    long side =
        directory
            .number(tag)
            .orElseThrow(() -> directory.defect(SlideError.BAD_TAG, tag, "is missing"));
    if (side == 0) {
      throw directory.defect(SlideError.BAD_TAG, tag, "a size of 0 pixels");
    }
    if (side < 0 || side > most) {
      throw directory.defect(
          SlideError.LIMIT,
          tag,
          "a size of %s pixels, at most %d are read".formatted(Long.toUnsignedString(side), most));
    }
    return (int) side;
  }

  private static TileGrid tiles(TiffDirectory directory, int width, int height) {
    return new TileGrid(
        width,
        height,
        side(directory, TiffTag.TILE_WIDTH, TiffLimits.TILE_SIDE),
        side(directory, TiffTag.TILE_LENGTH, TiffLimits.TILE_SIDE));
  }

  private static TileGrid strips(TiffDirectory directory, int width, int height) {
    // The default, and what some writers put for "all rows", is 2^32-1.
    long rows = directory.number(TiffTag.ROWS_PER_STRIP).orElse((long) height);
    if (rows == 0) {
      throw directory.defect(SlideError.BAD_TAG, TiffTag.ROWS_PER_STRIP, "strips of 0 rows");
    }
    boolean all = rows < 0 || rows > height;
    return new TileGrid(width, height, width, all ? height : (int) rows);
  }

  private static SegmentFormat format(TiffDirectory directory) {
    if (directory.number(TiffTag.IMAGE_DEPTH).orElse(1L) != 1) {
      throw directory.defect(
          SlideError.UNSUPPORTED_LAYOUT, TiffTag.IMAGE_DEPTH, "more than one plane of depth");
    }
    long samples = directory.number(TiffTag.SAMPLES_PER_PIXEL).orElse(1L);
    if (samples < 1 || samples > 4) {
      throw directory.defect(
          SlideError.UNSUPPORTED_LAYOUT,
          TiffTag.SAMPLES_PER_PIXEL,
          Long.toUnsignedString(samples) + " samples per pixel, 1 to 4 are read");
    }
    if (samples > 1 && directory.number(TiffTag.PLANAR_CONFIGURATION).orElse(1L) != 1) {
      throw directory.defect(
          SlideError.UNSUPPORTED_LAYOUT, TiffTag.PLANAR_CONFIGURATION, "samples in planes");
    }
    long[] bits = directory.numbers(TiffTag.BITS_PER_SAMPLE);
    if (bits.length == 0 || Arrays.stream(bits).anyMatch(bit -> bit != 8)) {
      throw directory.defect(
          SlideError.UNSUPPORTED_LAYOUT,
          TiffTag.BITS_PER_SAMPLE,
          "samples of 8 bits are read, these have "
              + (bits.length == 0 ? "1" : Arrays.toString(bits)));
    }
    return new SegmentFormat(
        small(directory, TiffTag.COMPRESSION, 1),
        small(directory, TiffTag.PHOTOMETRIC, samples >= 3 ? 2 : 1),
        (int) samples,
        small(directory, TiffTag.PREDICTOR, 1),
        directory.bytes(TiffTag.JPEG_TABLES).orElse(new byte[0]));
  }

  private static int small(TiffDirectory directory, int tag, long otherwise) {
    return (int) Math.min(0xffff, directory.number(tag).orElse(otherwise) & Long.MAX_VALUE);
  }

  private static void checkDecodedSize(
      TiffDirectory directory, TileGrid grid, SegmentFormat format) {
    long bytes = (long) grid.tileWidth() * grid.tileHeight() * Math.max(3, format.samples());
    if (bytes > TiffLimits.DECODED_BYTES) {
      throw directory.defect(
          SlideError.LIMIT,
          isTiled(directory) ? TiffTag.TILE_LENGTH : TiffTag.ROWS_PER_STRIP,
          "%d bytes per decoded tile or strip, at most %d are read"
              .formatted(bytes, TiffLimits.DECODED_BYTES));
    }
  }

  private static long[] table(TiffDirectory directory, int tag, TileGrid grid) {
    long[] table = directory.numbers(tag);
    if (table.length != grid.count()) {
      throw directory.defect(
          SlideError.BAD_TILE_TABLE,
          tag,
          "%d entries for %d tiles or strips (%d x %d)"
              .formatted(table.length, grid.count(), grid.columns(), grid.rows()));
    }
    return table;
  }

  private void checkRanges(ByteSource source, String role) {
    for (int k = 0; k < offsets.length; k++) {
      if (byteCounts[k] == 0) {
        continue;
      }
      int tag = tiled ? TiffTag.TILE_OFFSETS : TiffTag.STRIP_OFFSETS;
      if (offsets[k] < 8 || byteCounts[k] < 0) {
        throw directory.defect(
            SlideError.BAD_OFFSET, tag, named(k, role) + " lies in no place of a file");
      }
      if (byteCounts[k] > TiffLimits.COMPRESSED_BYTES) {
        throw directory.defect(SlideError.LIMIT, tag, named(k, role) + " is too large");
      }
      if (offsets[k] > source.size() - byteCounts[k]) {
        throw directory
            .defect(
                SlideError.TRUNCATED,
                tag,
                named(k, role) + " reaches past the end of the file (" + source.size() + " bytes)")
            .remedy("The file is cut off; copy it again");
      }
    }
  }

  /** Of a segment that is refused; made for none of the many thousand sound ones. */
  private String named(int segment, String role) {
    return "%s, %s %d of %d (%s bytes at offset %s)"
        .formatted(
            role,
            tiled ? "tile" : "strip",
            segment,
            offsets.length,
            Long.toUnsignedString(byteCounts[segment]),
            Long.toUnsignedString(offsets[segment]));
  }

  /**
   * Where the layout was read.
   *
   * @return the directory
   */
  public TiffDirectory directory() {
    return directory;
  }

  /**
   * The grid of tiles or strips.
   *
   * @return in pixels of the image
   */
  public TileGrid grid() {
    return grid;
  }

  /**
   * How a segment is stored.
   *
   * @return the same for all segments
   */
  public SegmentFormat format() {
    return format;
  }

  /**
   * The pixels a segment stores: a tile is always whole, the last strip ends with the image.
   *
   * @param segment row by row from 0
   * @return in pixels of the image
   */
  public PixelRect stored(int segment) {
    PixelRect whole = grid.tile(segment % grid.columns(), segment / grid.columns());
    return tiled
        ? whole
        : whole.intersect(new PixelRect(0, 0, grid.imageWidth(), grid.imageHeight()));
  }

  /**
   * Where a segment's bytes lie.
   *
   * @param segment row by row from 0
   * @return the range; empty when the slide does not hold the segment
   */
  public Optional<ByteRange> range(int segment) {
    return byteCounts[segment] == 0
        ? Optional.empty()
        : Optional.of(new ByteRange(offsets[segment], (int) byteCounts[segment]));
  }

  /**
   * The name of a segment in messages.
   *
   * @param role of the image: {@code level 1}
   * @param segment row by row from 0, one that the slide holds
   * @return such as {@code level 1, tile 3 (column 3, row 0; 500 bytes at offset 8000)}
   */
  public String place(String role, int segment) {
    return "%s, tile %d (column %d, row %d; %d bytes at offset %d)"
        .formatted(
            role,
            segment,
            segment % grid.columns(),
            segment / grid.columns(),
            byteCounts[segment],
            offsets[segment]);
  }

  /**
   * Compressed sizes of all segments.
   *
   * @return bytes per segment, a copy
   */
  public long[] byteCounts() {
    return byteCounts.clone();
  }

  /**
   * Offsets of all segments.
   *
   * @return in the file, a copy
   */
  public long[] offsets() {
    return offsets.clone();
  }
}
