package org.wsispark.slide.codec;

import java.util.Locale;
import org.wsispark.errors.WsiException;
import org.wsispark.slide.SlideError;

/**
 * LZW as TIFF 6.0 section 13 defines it: codes from the high bits down, 9 to 12 bits, a width grows
 * one code early. The table holds, per code, the code of its prefix, its first and last byte and
 * its length, so a code is written from its end backwards.
 */
final class LzwStream {
  private static final int CLEAR = 256;
  private static final int END = 257;
  private static final int MOST_CODES = 4_096;

  private final int[] prefix = new int[MOST_CODES];
  private final byte[] first = new byte[MOST_CODES];
  private final byte[] last = new byte[MOST_CODES];
  private final int[] length = new int[MOST_CODES];

  LzwStream() {
    for (int code = 0; code < CLEAR; code++) {
      first[code] = (byte) code;
      last[code] = (byte) code;
      length[code] = 1;
    }
  }

  /** Fills {@code out} and refuses data that holds less. */
  void decode(byte[] data, byte[] out, int wanted) {
    int next = END + 1;
    int bits = 9;
    int old = -1;
    int written = 0;
    long bitAt = 0;
    while (written < wanted) {
      if (bitAt + bits > 8L * data.length) {
        throw bad("ends after %d of %d bytes", written, wanted);
      }
      int code = bitsAt(data, bitAt, bits);
      bitAt += bits;
      if (code == CLEAR) {
        next = END + 1;
        bits = 9;
        old = -1;
        continue;
      }
      if (code == END) {
        throw bad("ends after %d of %d bytes", written, wanted);
      }
      if (code > next || (code == next && old < 0) || (old < 0 && code > END)) {
        throw bad("holds code %d when %d are known", code, next);
      }
      if (old >= 0 && next < MOST_CODES) {
        // The code that is being defined begins and ends with the old one's first byte.
        prefix[next] = old;
        length[next] = length[old] + 1;
        first[next] = first[old];
        last[next] = first[code == next ? old : code];
        next++;
      }
      write(code, out, written, wanted);
      written += length[code];
      old = code;
      if (next + 1 >= 1 << bits && bits < 12) {
        bits++;
      }
    }
  }

  private void write(int code, byte[] out, int from, int wanted) {
    int at = code;
    for (int k = from + length[code] - 1; k >= from; k--) {
      if (k < wanted) {
        out[k] = last[at];
      }
      at = prefix[at];
    }
  }

  private static int bitsAt(byte[] data, long bitAt, int bits) {
    int at = (int) (bitAt >>> 3);
    int word = 0;
    for (int k = 0; k < 3; k++) {
      word = (word << 8) | (at + k < data.length ? data[at + k] & 255 : 0);
    }
    return word >>> (24 - (int) (bitAt & 7) - bits) & (1 << bits) - 1;
  }

  private static WsiException bad(String problem, Object first, Object second) {
    return WsiException.of(
        SlideError.BAD_TILE, "LZW data %s", String.format(Locale.ROOT, problem, first, second));
  }
}
