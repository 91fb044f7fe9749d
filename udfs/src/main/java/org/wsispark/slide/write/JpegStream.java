package org.wsispark.slide.write;

import java.io.ByteArrayOutputStream;

/** A baseline JPEG stream split into its segments, as TIFF's abbreviated streams need it. */
final class JpegStream {
  private static final int DQT = 0xDB;
  private static final int DHT = 0xC4;
  private static final int SOF0 = 0xC0;
  private static final int SOS = 0xDA;

  private final ByteArrayOutputStream tables = new ByteArrayOutputStream();
  private final ByteArrayOutputStream tile = new ByteArrayOutputStream();

  private JpegStream() {}

  /**
   * Splits a stream that an encoder of this package has made.
   *
   * @param jpeg a complete baseline stream of three components
   * @param firstId component ids become firstId, firstId + 1, firstId + 2
   */
  static JpegStream split(byte[] jpeg, int firstId) {
    JpegStream parts = new JpegStream();
    startOfImage(parts.tables);
    startOfImage(parts.tile);
    int at = 2;
    int marker;
    do {
      marker = jpeg[at + 1] & 0xFF;
      int length = 2 + ((jpeg[at + 2] & 0xFF) << 8 | (jpeg[at + 3] & 0xFF));
      if (marker == DQT || marker == DHT) {
        parts.tables.write(jpeg, at, length);
      } else if (marker == SOF0) {
        rename(jpeg, at + 10, 3, firstId);
        parts.tile.write(jpeg, at, length);
      } else if (marker == SOS) {
        rename(jpeg, at + 5, 2, firstId);
        parts.tile.write(jpeg, at, length);
      }
      at += length;
    } while (marker != SOS);
    parts.tile.write(jpeg, at, jpeg.length - at);
    parts.tables.write(0xFF);
    parts.tables.write(0xD9);
    return parts;
  }

  private static void startOfImage(ByteArrayOutputStream out) {
    out.write(0xFF);
    out.write(0xD8);
  }

  private static void rename(byte[] jpeg, int at, int step, int firstId) {
    for (int k = 0; k < 3; k++) {
      jpeg[at + k * step] = (byte) (firstId + k);
    }
  }

  /** Start of image, quantization and Huffman tables, end of image. */
  byte[] tables() {
    return tables.toByteArray();
  }

  /** The stream without its tables and without application markers. */
  byte[] tile() {
    return tile.toByteArray();
  }
}
