package org.wsispark.raster;

import com.google.errorprone.annotations.FormatMethod;
import java.util.Arrays;
import org.wsispark.errors.WsiException;

/**
 * Compact bytes of a mask: a version byte (1), width and height, then the lengths of the runs of
 * background and foreground in turn, row after row without breaks, beginning with background (of
 * length 0 where the first pixel is foreground). Numbers are varints: seven bits a byte, lowest
 * first, the high bit set on all but the last byte. The runs cover the mask exactly.
 */
public final class RunLength {
  private static final byte VERSION = 1;

  /** Largest mask that is decoded: 2^33 pixels, which takes 1 GiB. */
  private static final long MOST_PIXELS = 1L << 33;

  private RunLength() {}

  /**
   * Encodes.
   *
   * @param mask any
   * @return its bytes, the same for equal masks
   */
  public static byte[] encode(BitMask mask) {
    Output out = new Output();
    out.bytes[out.size++] = VERSION;
    out.varint(mask.width());
    out.varint(mask.height());
    boolean value = false;
    long run = 0;
    for (int y = 0; y < mask.height(); y++) {
      int x = 0;
      while (x < mask.width()) {
        int end = mask.next(y, x, !value);
        run += end - x;
        x = end;
        if (x < mask.width()) {
          out.varint(run);
          run = 0;
          value = !value;
        }
      }
    }
    if (run > 0) {
      out.varint(run);
    }
    return Arrays.copyOf(out.bytes, out.size);
  }

  /**
   * Decodes.
   *
   * @param bytes as {@link #encode} makes them
   * @return the mask
   * @throws WsiException {@link RasterError#BAD_RUN_LENGTH} when the version is unknown, the runs
   *     do not cover the mask exactly, bytes are missing or left over, or the mask has more than
   *     2^33 pixels
   */
  public static BitMask decode(byte[] bytes) {
    if (bytes.length == 0 || bytes[0] != VERSION) {
      throw bad(
          "the first byte is %s, not the version %d",
          bytes.length == 0 ? "missing" : bytes[0], VERSION);
    }
    Input in = new Input(bytes);
    long width = in.varint();
    long height = in.varint();
    if (width > Integer.MAX_VALUE
        || height > Integer.MAX_VALUE
        || Math.max(64, width) * height > MOST_PIXELS) {
      throw bad("a mask of %d x %d pixels is larger than 2^33", width, height);
    }
    BitMask mask = new BitMask((int) width, (int) height);
    long pixels = width * height;
    long at = 0;
    boolean value = false;
    while (at < pixels) {
      long run = in.varint();
      if (run > pixels - at || (run == 0 && at > 0)) {
        throw bad("a run of %d at pixel %d of %d", run, at, pixels);
      }
      if (value) {
        set(mask, at, at + run);
      }
      at += run;
      value = !value;
    }
    if (in.at != bytes.length) {
      throw bad("%d bytes are left over after the last run", bytes.length - in.at);
    }
    return mask;
  }

  private static void set(BitMask mask, long from, long to) {
    long at = from;
    while (at < to) {
      int y = (int) (at / mask.width());
      int x = (int) (at % mask.width());
      int end = (int) Math.min(mask.width(), x + to - at);
      mask.setRow(y, x, end, true);
      at += end - x;
    }
  }

  @FormatMethod
  private static WsiException bad(String problem, Object... args) {
    return WsiException.of(RasterError.BAD_RUN_LENGTH, problem, args)
        .remedy("Make the mask again: its bytes are damaged or of a later version");
  }

  private static final class Output {
    private byte[] bytes = new byte[256];
    private int size;

    void varint(long value) {
      if (size + 10 > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.multiplyExact(bytes.length, 2));
      }
      long rest = value;
      while (rest >= 0x80) {
        bytes[size++] = (byte) (rest | 0x80);
        rest >>>= 7;
      }
      bytes[size++] = (byte) rest;
    }
  }

  private static final class Input {
    private final byte[] bytes;
    private int at = 1;

    Input(byte[] bytes) {
      this.bytes = bytes;
    }

    /** Nine bytes hold 63 bits, so the result is never negative. */
    long varint() {
      long value = 0;
      for (int shift = 0; shift < 63; shift += 7) {
        if (at == bytes.length) {
          throw bad("the bytes end after %d, in the middle of the mask", bytes.length);
        }
        byte next = bytes[at++];
        value |= (next & 0x7FL) << shift;
        if (next >= 0) {
          return value;
        }
      }
      throw bad("a number at byte %d is longer than 63 bits", at);
    }
  }
}
