package org.wsispark.raster;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Which of up to eight pixels of a byte plane are above a threshold, told for all of them at once.
 */
final class EightPixels {
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = LOW_BITS << 7;

  /** Brings the lowest bit of byte k, for all k, to bit 56 + k. */
  private static final long GATHER = 0x0102040810204080L;

  private final ByteBuffer plane;
  private final int threshold;
  private final long addend;

  /** Above a threshold of any value; a byte is from 0 to 255. */
  EightPixels(byte[] plane, int threshold) {
    this.plane = ByteBuffer.wrap(plane).order(ByteOrder.LITTLE_ENDIAN);
    this.threshold = threshold;
    this.addend = LOW_BITS * (127 - (threshold & 127));
  }

  /** Bit k for the pixel k places after the first one; 0 from the count on. */
  long bits(int from, int count) {
    if (threshold < 0) {
      return (1L << count) - 1;
    }
    if (threshold > 254) {
      return 0;
    }
    long all = count == 8 ? plane.getLong(from) : some(from, count);
    // Carries into a byte's high bit where its low seven bits are above those of the threshold.
    long low = (all & ~HIGH_BITS) + addend;
    long above = threshold < 128 ? low | all : low & all;
    long bits = (((above & HIGH_BITS) >>> 7) * GATHER) >>> 56;
    return bits & (1L << count) - 1;
  }

  private long some(int from, int count) {
    long all = 0;
    for (int k = 0; k < count; k++) {
      all |= (plane.get(from + k) & 255L) << (8 * k);
    }
    return all;
  }
}
