package org.wsispark.inference;

import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.BitMask;

/**
 * Finished blocks as bytes, for the column of the probability table. Layout: {@code 'P'}, version
 * 1, six big-endian ints (block, x, y, width, height, classes), then a zlib stream of: the
 * coverage, one bit per pixel, rows padded to bytes, lowest bit first; the high bytes of all
 * values; their low bytes. In the stream a value is its difference to the value on its left in the
 * row, modulo 65536, which compresses better.
 */
public final class ProbabilityCodec {
  private static final int HEADER = 6;
  private static final int LEVEL = 6;

  /** Far above any block of {@link BlockGrid#of}; keeps bad bytes from asking for all memory. */
  private static final long MOST_VALUES = 1L << 27;

  private ProbabilityCodec() {}

  /**
   * Encodes.
   *
   * @param block what to encode
   * @return its bytes; the same for equal blocks on the same Java runtime
   */
  public static byte[] encode(StitchedBlock block) {
    PixelRect rect = block.rect();
    int bitBytes = (rect.width() + 7) / 8 * rect.height();
    int values = block.values().length;
    byte[] payload = new byte[bitBytes + 2 * values];
    coverage(block, payload);
    for (int k = 0; k < values; k++) {
      int left = k % rect.width() == 0 ? 0 : block.values()[k - 1];
      int difference = block.values()[k] - left;
      payload[bitBytes + k] = (byte) (difference >>> 8);
      payload[bitBytes + values + k] = (byte) difference;
    }
    int[] header = {
      block.block(), rect.x(), rect.y(), rect.width(), rect.height(), block.classes()
    };
    return PackedBytes.pack('P', header, payload, LEVEL);
  }

  private static void coverage(StitchedBlock block, byte[] payload) {
    BitMask covered = block.covered();
    int rowBytes = (covered.width() + 7) / 8;
    for (int y = 0; y < covered.height(); y++) {
      int x = covered.next(y, 0, true);
      while (x < covered.width()) {
        payload[y * rowBytes + x / 8] |= (byte) (1 << x % 8);
        x = covered.next(y, x + 1, true);
      }
    }
  }

  /**
   * Decodes.
   *
   * @param bytes what {@link #encode} gave
   * @return an equal block
   * @throws org.wsispark.errors.WsiException {@link InferenceError#BAD_PROBABILITY_BYTES} when they
   *     are cut, changed, or of another version
   */
  public static StitchedBlock decode(byte[] bytes) {
    int[] header = PackedBytes.header('P', HEADER, bytes);
    PixelRect rect = rect(header[1], header[2], header[3], header[4], header[5]);
    if (header[0] < 0) {
      throw PackedBytes.bad("block %d", header[0]);
    }
    int rowBytes = (rect.width() + 7) / 8;
    int bitBytes = rowBytes * rect.height();
    short[] values = new short[Math.toIntExact(rect.area() * header[5])];
    byte[] payload = PackedBytes.payload(HEADER, bytes, bitBytes + 2 * values.length);
    BitMask covered = new BitMask(rect.width(), rect.height());
    for (int y = 0; y < rect.height(); y++) {
      for (int x = 0; x < rect.width(); x++) {
        if ((payload[y * rowBytes + x / 8] >>> x % 8 & 1) != 0) {
          covered.set(x, y, true);
        }
      }
    }
    for (int k = 0; k < values.length; k++) {
      int left = k % rect.width() == 0 ? 0 : values[k - 1];
      int difference =
          (payload[bitBytes + k] << 8) | (payload[bitBytes + values.length + k] & 0xFF);
      values[k] = (short) (left + difference);
    }
    return new StitchedBlock(header[0], rect, header[5], values, covered);
  }

  /** A rectangle from untrusted numbers. */
  static PixelRect rect(int x, int y, int width, int height, int classes) {
    if (x < 0
        || y < 0
        || width < 1
        || height < 1
        || classes < 1
        || (long) x + width > Integer.MAX_VALUE
        || (long) y + height > Integer.MAX_VALUE
        || (long) width * height > MOST_VALUES / classes) {
      throw PackedBytes.bad("%dx%d at %d, %d of %d classes", width, height, x, y, classes);
    }
    return new PixelRect(x, y, width, height);
  }
}
