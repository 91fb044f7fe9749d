package org.wsispark.slide.codec;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Locale;
import org.wsispark.errors.WsiException;
import org.wsispark.slide.SlideError;

/**
 * Makes the abbreviated JPEG stream of a TIFF segment a complete one: the shared tables go before
 * the segment's own header, and an Adobe marker says which colours the three components are, for a
 * decoder that does not know the TIFF tag guesses. Markers of applications and comments inside are
 * dropped, because a JFIF or Adobe marker there would overrule it and an orientation would turn the
 * tile. Syntax: ITU-T T.81 annex B; the Adobe marker: Adobe technical note 5116.
 */
final class JpegStream {
  private static final int SOI = 0xd8;
  private static final int EOI = 0xd9;
  private static final int SOS = 0xda;
  private static final int DNL = 0xdc;
  private static final int COM = 0xfe;

  /** A real progressive file has about ten scans; thousands only cost time. */
  private static final int MOST_SCANS = 100;

  /** Rows below a last strip that are decoded and dropped. */
  private static final int MOST_PADDING_ROWS = 8_192;

  private final byte[] start;
  private final int samples;

  /** Over the tables of an image. */
  JpegStream(SegmentFormat format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(0xff);
    bytes.write(SOI);
    if (format.samples() >= 3) {
      byte transform = (byte) (format.photometric() == SegmentFormat.YCC ? 1 : 0);
      byte[] adobe = {
        (byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, transform
      };
      bytes.writeBytes(adobe);
    }
    byte[] tables = format.jpegTables();
    if (tables.length > 0) {
      Scanner scanner = new Scanner(tables, "tables");
      while (scanner.next()) {
        if (scanner.marker == SOS || isFrame(scanner.marker)) {
          throw bad("the shared tables hold an image");
        }
        scanner.copyTo(bytes);
      }
    }
    this.start = bytes.toByteArray();
    this.samples = format.samples();
  }

  /** The most bytes that {@link #complete} can make of a segment. */
  int bound(int length) {
    return Math.addExact(start.length, length);
  }

  /**
   * Writes the complete stream of a segment and returns its length, after its header was found to
   * fit.
   */
  int complete(byte[] data, int width, int height, byte[] out) {
    System.arraycopy(start, 0, out, 0, start.length);
    int length = start.length;
    Scanner scanner = new Scanner(data, "tile");
    boolean framed = false;
    while (scanner.next()) {
      if (isFrame(scanner.marker)) {
        checkFrame(scanner, width, height);
        framed = true;
      }
      if (scanner.marker == SOS) {
        if (!framed) {
          throw bad("a scan comes before the frame header");
        }
        int end = endOfImage(data, scanner.from);
        System.arraycopy(data, scanner.from, out, length, end - scanner.from);
        return length + end - scanner.from;
      }
      if (!isApplicationOrComment(scanner.marker)) {
        System.arraycopy(data, scanner.from, out, length, scanner.to - scanner.from);
        length += scanner.to - scanner.from;
      }
    }
    throw bad("the JPEG stream has no scan");
  }

  private static boolean isFrame(int marker) {
    // C4, C8 and CC are tables and an extension, not frames.
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  private static boolean isApplicationOrComment(int marker) {
    return (marker >= 0xe0 && marker <= 0xef) || marker == COM;
  }

  private void checkFrame(Scanner scanner, int width, int height) {
    int at = scanner.from + 4;
    if (scanner.marker > 0xc2) {
      throw bad("JPEG process %d is not read", scanner.marker - 0xc0);
    }
    if (scanner.to - at < 6) {
      throw bad("the JPEG frame header is cut off");
    }
    int bits = scanner.data[at] & 255;
    int rows = scanner.unsigned16(at + 1);
    int columns = scanner.unsigned16(at + 3);
    int components = scanner.data[at + 5] & 255;
    // Some writers pad the last strip to its full height, and a strip is a few rows; the width is
    // exact.
    if (columns != width || rows < height || rows > height + MOST_PADDING_ROWS) {
      throw bad("the JPEG frame is %dx%d, %dx%d is wanted", columns, rows, width, height);
    }
    if (bits != 8 || components != samples) {
      throw bad("%d JPEG components of %d bits, %d of 8 are wanted", components, bits, samples);
    }
    if (scanner.marker == 0xc2 && scans(scanner.data, scanner.to) > MOST_SCANS) {
      throw bad("more than %d progressive scans", MOST_SCANS);
    }
  }

  private static int scans(byte[] data, int from) {
    int scans = 0;
    for (int k = from; k + 1 < data.length; k++) {
      if (data[k] == (byte) 0xff && data[k + 1] == (byte) SOS) {
        scans++;
      }
    }
    return scans;
  }

  /**
   * The end after the last EOI marker. Coded data never holds one, so where it is missing the
   * segment is cut off, which libjpeg would paint over with grey.
   */
  private static int endOfImage(byte[] data, int from) {
    for (int k = data.length - 2; k > from; k--) {
      if (data[k] == (byte) 0xff && data[k + 1] == (byte) EOI) {
        return k + 2;
      }
    }
    throw bad("the JPEG stream has no end: it is cut off");
  }

  private static WsiException bad(String problem, Object... args) {
    return WsiException.of(SlideError.BAD_TILE, "%s", String.format(Locale.ROOT, problem, args));
  }

  /** Walks marker segments up to a scan or the end of the image. */
  private static final class Scanner {
    private final byte[] data;
    private final String what;
    private int marker;
    private int from;
    private int to;

    Scanner(byte[] data, String what) {
      this.data = data;
      this.what = what;
      if (data.length < 4 || data[0] != (byte) 0xff || data[1] != (byte) SOI) {
        throw bad("the JPEG %s does not begin with a start marker", what);
      }
      this.to = 2;
    }

    /** Goes to the next marker segment; false at the end of the image or of the data. */
    boolean next() {
      from = to;
      // Any number of fill bytes may stand before a marker.
      while (from + 1 < data.length && data[from] == (byte) 0xff && data[from + 1] == (byte) 0xff) {
        from++;
      }
      if (from >= data.length) {
        return false;
      }
      if (from + 1 >= data.length || data[from] != (byte) 0xff) {
        throw bad("no JPEG marker at byte %d of the %s", from, what);
      }
      marker = data[from + 1] & 255;
      if (marker == EOI) {
        return false;
      }
      if (from + 4 > data.length) {
        throw bad("the JPEG %s ends inside a marker", what);
      }
      int length = unsigned16(from + 2);
      to = from + 2 + length;
      if (marker == SOI || marker == DNL || marker == 0 || length < 2 || to > data.length) {
        throw bad("JPEG marker %02x of %d bytes at byte %d of the %s", marker, length, from, what);
      }
      return true;
    }

    int unsigned16(int at) {
      return ((data[at] & 255) << 8) | (data[at + 1] & 255);
    }

    void copyTo(ByteArrayOutputStream out) {
      out.writeBytes(Arrays.copyOfRange(data, from, to));
    }
  }
}
