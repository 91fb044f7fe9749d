package org.wsispark.inference;

import org.wsispark.geometry.PixelRect;

/**
 * Border sums as bytes, for the exchange between tasks. Layout: {@code 'B'}, version 1, seven
 * big-endian ints (source, target, x, y, width, height, classes), then a zlib stream of the weights
 * and the sums as eight planes of bytes, highest first, so that the empty upper bytes cost nothing.
 */
public final class BorderCodec {
  private static final int HEADER = 7;

  /** Lives for one shuffle only, so speed comes before size. */
  private static final int LEVEL = 1;

  private BorderCodec() {}

  /**
   * Encodes.
   *
   * @param border what to encode
   * @return its bytes
   */
  public static byte[] encode(BorderSums border) {
    PixelRect rect = border.rect();
    int area = border.weights().length;
    byte[] payload = new byte[Math.multiplyExact(Long.BYTES, area + border.sums().length)];
    planes(border.weights(), payload, 0);
    planes(border.sums(), payload, Long.BYTES * area);
    int[] header = {
      border.source(),
      border.target(),
      rect.x(),
      rect.y(),
      rect.width(),
      rect.height(),
      border.classes()
    };
    return PackedBytes.pack('B', header, payload, LEVEL);
  }

  private static void planes(long[] values, byte[] payload, int start) {
    for (int k = 0; k < values.length; k++) {
      for (int plane = 0; plane < Long.BYTES; plane++) {
        payload[start + plane * values.length + k] = (byte) (values[k] >>> (56 - 8 * plane));
      }
    }
  }

  /**
   * Decodes.
   *
   * @param bytes what {@link #encode} gave
   * @return equal sums
   * @throws org.wsispark.errors.WsiException {@link InferenceError#BAD_PROBABILITY_BYTES} when they
   *     are cut, changed, or of another version
   */
  public static BorderSums decode(byte[] bytes) {
    int[] header = PackedBytes.header('B', HEADER, bytes);
    PixelRect rect = ProbabilityCodec.rect(header[2], header[3], header[4], header[5], header[6]);
    if (header[0] < 0 || header[1] < 0) {
      throw PackedBytes.bad("border of block %d to %d", header[0], header[1]);
    }
    int area = Math.toIntExact(rect.area());
    long length = Long.BYTES * (area * (header[6] + 1L));
    if (length > Integer.MAX_VALUE) {
      throw PackedBytes.bad("border of %d bytes", length);
    }
    byte[] payload = PackedBytes.payload(HEADER, bytes, (int) length);
    return new BorderSums(
        header[0],
        header[1],
        rect,
        longs(payload, Long.BYTES * area, area * header[6]),
        longs(payload, 0, area));
  }

  private static long[] longs(byte[] payload, int start, int count) {
    long[] values = new long[count];
    for (int k = 0; k < count; k++) {
      for (int plane = 0; plane < Long.BYTES; plane++) {
        values[k] = (values[k] << 8) | (payload[start + plane * count + k] & 0xFF);
      }
    }
    return values;
  }
}
