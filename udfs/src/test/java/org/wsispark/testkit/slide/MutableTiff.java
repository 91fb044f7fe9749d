package org.wsispark.testkit.slide;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** A copy of a file that is being damaged; each change tells what it did. */
final class MutableTiff {
  private final TiffMap map;
  private final SplittableRandom random;
  private byte[] bytes;

  MutableTiff(TiffMap map, byte[] bytes, SplittableRandom random) {
    this.map = map;
    this.bytes = bytes;
    this.random = random;
  }

  TiffMap map() {
    return map;
  }

  byte[] bytes() {
    return bytes;
  }

  <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** From inclusive to exclusive. */
  int anyIn(int from, int to) {
    return random.nextInt(from, to);
  }

  /** Flips one bit of the bytes from inclusive to exclusive. */
  String flip(String place, int from, int to) {
    int at = anyIn(from, to);
    int bit = random.nextInt(8);
    bytes[at] ^= (byte) (1 << bit);
    return "%s: bit %d of byte %d flipped".formatted(place, bit, at);
  }

  String cut(int length) {
    String what = "cut off after %d of %d bytes".formatted(length, bytes.length);
    bytes = Arrays.copyOf(bytes, length);
    return what;
  }

  /** Writes a number of 1, 2, 4 or 8 bytes in the file's order. */
  String put(String place, int at, int size, long value) {
    long old = number(at, size);
    ByteBuffer out = ByteBuffer.wrap(bytes).order(map.order());
    switch (size) {
      case 1 -> bytes[at] = (byte) value;
      case 2 -> out.putShort(at, (short) value);
      case 4 -> out.putInt(at, (int) value);
      default -> out.putLong(at, value);
    }
    return "%s: %d instead of %d".formatted(place, number(at, size), old);
  }

  /** The value of index k of an entry. */
  long number(TiffMap.Entry entry, int k) {
    return number(entry.valueAt() + k * entry.size(), entry.size());
  }

  private long number(int at, int size) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(map.order());
    return switch (size) {
      case 1 -> bytes[at] & 255;
      case 2 -> Short.toUnsignedLong(in.getShort(at));
      case 4 -> Integer.toUnsignedLong(in.getInt(at));
      default -> in.getLong(at);
    };
  }

  String putOffset(String place, int at, long value) {
    return put(place, at, map.offsetBytes(), value);
  }

  /** Numbers at which readers break: around nothing, around the file's end, around each width. */
  long nasty() {
    long[] values = {
      0,
      1,
      2,
      map.headerBytes() - 1L,
      bytes.length - 1L,
      bytes.length,
      bytes.length + 1L,
      0x7FFF,
      0xFFFF,
      0x10000,
      604_110_848L,
      0x7FFF_FFFFL,
      0x8000_0000L,
      0xFFFF_FFFFL,
      0x1_0000_0001L,
      Long.MAX_VALUE,
      Long.MIN_VALUE,
      -1,
      random.nextLong(bytes.length),
    };
    return values[random.nextInt(values.length)];
  }

  /** An offset behind the last byte, near or far. */
  long pastEnd() {
    return bytes.length + (random.nextBoolean() ? random.nextLong(16) : random.nextLong(1L << 31));
  }
}
