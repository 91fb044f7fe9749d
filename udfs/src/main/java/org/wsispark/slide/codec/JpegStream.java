package org.wsispark.slide.codec;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.wsispark.errors.WsiException;
import org.wsispark.slide.SlideError;

/**
 * Makes the abbreviated JPEG stream of a TIFF segment a complete one: the shared tables go before
 * the segment's own header, and an Adobe marker says which colours the three components are, for a
 * decoder that does not know the TIFF tag guesses. Other markers of applications and comments are
 * dropped: a JFIF or Adobe marker of the segment would overrule the tag, an orientation would turn
 * the tile, and a comment may name a person. What follows the end of the image is dropped too. The
 * coded data is copied as it is, after its markers were found in order. Syntax: ITU-T T.81 annex B;
 * the Adobe marker: Adobe technical note 5116. One thread at a time.
 */
public final class JpegStream {
  private final byte[] start;
  private final JpegFrame frame;
  private final int sharedInterval;

  /**
   * Over the tables of an image.
   *
   * @param format of the image, whose compression is JPEG
   * @throws WsiException {@link SlideError#UNSUPPORTED_LAYOUT} when its samples are neither RGB,
   *     YCbCr nor grey; {@link SlideError#BAD_TILE} when its tables are damaged
   */
  public JpegStream(SegmentFormat format) {
    boolean colour =
        format.samples() == 3
            && (format.photometric() == SegmentFormat.RGB
                || format.photometric() == SegmentFormat.YCC);
    boolean grey = format.samples() == 1 && format.photometric() == SegmentFormat.BLACK_IS_ZERO;
    if (!colour && !grey) {
      throw WsiException.of(
          SlideError.UNSUPPORTED_LAYOUT,
          "JPEG of %d samples with photometric interpretation %d",
          format.samples(),
          format.photometric());
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(0xff);
    bytes.write(JpegMarkers.SOI);
    if (colour) {
      byte transform = (byte) (format.photometric() == SegmentFormat.YCC ? 1 : 0);
      byte[] adobe = {
        (byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, transform
      };
      bytes.writeBytes(adobe);
    }
    this.sharedInterval = copyTables(format.jpegTables(), bytes);
    this.start = bytes.toByteArray();
    this.frame = new JpegFrame(format.samples());
  }

  /** Gives the restart interval that the tables define, 0 for none. */
  private static int copyTables(byte[] tables, ByteArrayOutputStream bytes) {
    int interval = 0;
    if (tables.length > 0) {
      JpegMarkers markers = new JpegMarkers(tables, "tables");
      while (markers.next()) {
        if (markers.marker() == JpegMarkers.SOS || markers.isFrame()) {
          throw JpegMarkers.bad("the shared tables hold an image");
        }
        interval = markers.marker() == JpegMarkers.DRI ? markers.interval() : interval;
        if (!markers.isApplicationOrComment()) {
          bytes.write(tables, markers.from(), markers.to() - markers.from());
        }
      }
    }
    return interval;
  }

  /**
   * What stands before a segment's own markers in its complete stream: start marker, colours,
   * tables. A reader that has only this and the stored bytes makes the same stream by leaving out
   * of those the start marker, the markers of applications and the comments.
   *
   * @return a copy
   */
  public byte[] prefix() {
    return start.clone();
  }

  /** The most bytes that {@link #complete(byte[], int, int, byte[])} makes of a segment. */
  int bound(int length) {
    // The start marker of the segment is not copied.
    return Math.addExact(start.length, Math.max(0, length - 2));
  }

  /**
   * The complete stream of a segment.
   *
   * @param data its stored bytes
   * @param width pixels it must hold to the right
   * @param height pixels it must hold downwards; strips may hold some more
   * @return a new array
   * @throws WsiException {@link SlideError#BAD_TILE} when header or markers are damaged, without a
   *     slide or place, which the caller knows
   */
  public byte[] complete(byte[] data, int width, int height) {
    byte[] out = new byte[bound(data.length)];
    int length = complete(data, width, height, out);
    return length == out.length ? out : Arrays.copyOf(out, length);
  }

  /** Writes the complete stream of a segment and returns its length. */
  int complete(byte[] data, int width, int height, byte[] out) {
    System.arraycopy(start, 0, out, 0, start.length);
    int length = start.length;
    JpegMarkers markers = new JpegMarkers(data, "tile");
    frame.reset(sharedInterval);
    int scans = 0;
    while (markers.next()) {
      if (markers.isFrame()) {
        frame.read(markers, width, height);
      }
      if (markers.marker() == JpegMarkers.DRI) {
        frame.restartEvery(markers.interval());
      }
      int from = markers.from();
      boolean dropped = markers.isApplicationOrComment();
      if (markers.marker() == JpegMarkers.SOS) {
        frame.checkScan(markers, ++scans);
      }
      if (!dropped) {
        System.arraycopy(data, from, out, length, markers.to() - from);
        length += markers.to() - from;
      }
    }
    if (scans == 0) {
      throw JpegMarkers.bad("the JPEG stream has no scan");
    }
    markers.checkEnd();
    out[length] = (byte) 0xff;
    out[length + 1] = (byte) JpegMarkers.EOI;
    return length + 2;
  }
}
