package org.wsispark.slide.codec;

/** What the frame header of a JPEG stream says, and whether the scans hold what it announces. */
final class JpegFrame {
  private static final int PROGRESSIVE = 0xc2;
  private static final int BLOCK = 8;

  /** Rows below a last strip that are decoded and dropped. */
  private static final int MOST_PADDING_ROWS = 8_192;

  /** A real progressive file has about ten scans; thousands only cost time. */
  private static final int MOST_SCANS = 100;

  private final int samples;
  private boolean read;
  private boolean progressive;
  private boolean complete;
  private int restartInterval;

  /** Minimum coded units of a scan of all components. */
  private long units;

  JpegFrame(int samples) {
    this.samples = samples;
  }

  /** Before a stream. */
  void reset(int sharedInterval) {
    read = false;
    complete = false;
    restartInterval = sharedInterval;
  }

  void restartEvery(int unitsApart) {
    restartInterval = unitsApart;
  }

  /** Takes the frame header, which must be what the directory of the slide says. */
  void read(JpegMarkers header, int width, int height) {
    if (header.marker() > PROGRESSIVE) {
      throw JpegMarkers.bad("JPEG process %d is not read", header.marker() - 0xc0);
    }
    int at = header.from() + 4;
    if (header.to() - at < 6) {
      throw JpegMarkers.bad("the JPEG frame header is cut off");
    }
    int bits = header.unsigned8(at);
    int rows = header.unsigned16(at + 1);
    int columns = header.unsigned16(at + 3);
    int components = header.unsigned8(at + 5);
    // Some writers pad the last strip to its full height, and a strip is a few rows; the width is
    // exact.
    if (columns != width || rows < height || rows > height + MOST_PADDING_ROWS) {
      throw JpegMarkers.bad(
          "the JPEG frame is %dx%d, %dx%d is wanted", columns, rows, width, height);
    }
    if (bits != 8 || components != samples) {
      throw JpegMarkers.bad(
          "%d JPEG components of %d bits, %d of 8 are wanted", components, bits, samples);
    }
    if (read || header.to() - at < 6 + 3 * components) {
      throw JpegMarkers.bad(
          read ? "a second JPEG frame header" : "the JPEG frame header is cut off");
    }
    read = true;
    progressive = header.marker() == PROGRESSIVE;
    units = units(header, at + 6, columns, rows);
  }

  private long units(JpegMarkers header, int at, int columns, int rows) {
    int across = 1;
    int down = 1;
    // A single component is coded block by block whatever its factors are.
    for (int k = 0; k < samples && samples > 1; k++) {
      across = Math.max(across, header.unsigned8(at + 3 * k + 1) >> 4);
      down = Math.max(down, header.unsigned8(at + 3 * k + 1) & 15);
    }
    return (long) ceil(columns, BLOCK * across) * ceil(rows, BLOCK * down);
  }

  private static int ceil(int value, int step) {
    return (value + step - 1) / step;
  }

  /**
   * Goes over a scan and its coded data. A sequential scan of all components is the whole image, so
   * its restart markers are counted and no other may follow it: what looks like one is damage.
   */
  void checkScan(JpegMarkers scan, int number) {
    if (!read) {
      throw JpegMarkers.bad("a scan comes before the frame header");
    }
    if (number > MOST_SCANS) {
      throw JpegMarkers.bad("more than %d progressive scans", MOST_SCANS);
    }
    if (complete || (!progressive && number > samples)) {
      throw JpegMarkers.bad("scan %d at byte %d of a complete image", number, scan.from());
    }
    int components = scan.to() - scan.from() > 4 ? scan.unsigned8(scan.from() + 4) : 0;
    if (components < 1 || components > samples) {
      throw JpegMarkers.bad("a scan of %d components", components);
    }
    int found = scan.skipCodedData(restartInterval > 0);
    complete = !progressive && components == samples;
    long expected = restartInterval > 0 ? (units - 1) / restartInterval : 0;
    if (complete && found != expected) {
      throw JpegMarkers.bad("%d restart markers, %d are expected", found, expected);
    }
  }
}
