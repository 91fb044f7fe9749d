package org.wsispark.slide.write;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * The LZW of TIFF 6.0, section 13: codes of 9 to 12 bits, most significant bit first, a clear code
 * first, widths that grow one code early.
 */
final class Lzw {
  private static final int CLEAR = 256;
  private static final int END = 257;
  private static final int FIRST_FREE = 258;
  private static final int LAST_FREE = 4093;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Map<Integer, Integer> codes = new HashMap<>();
  private int next = FIRST_FREE;
  private int width = 9;
  private int pending;
  private int pendingBits;

  private Lzw() {}

  static byte[] encode(byte[] data) {
    Lzw lzw = new Lzw();
    lzw.put(CLEAR);
    if (data.length > 0) {
      lzw.strings(data);
    }
    lzw.put(END);
    lzw.flush();
    return lzw.out.toByteArray();
  }

  private void strings(byte[] data) {
    int prefix = data[0] & 0xFF;
    for (int k = 1; k < data.length; k++) {
      int value = data[k] & 0xFF;
      int key = prefix << 8 | value;
      Integer longer = codes.get(key);
      if (longer != null) {
        prefix = longer;
        continue;
      }
      put(prefix);
      remember(key);
      prefix = value;
    }
    put(prefix);
    // The decoder adds an entry after this code too, so the end code may be one bit wider.
    next++;
    widen();
  }

  private void remember(int key) {
    codes.put(key, next++);
    widen();
    if (next > LAST_FREE) {
      put(CLEAR);
      codes.clear();
      next = FIRST_FREE;
      width = 9;
    }
  }

  private void widen() {
    if (next == 1 << width && width < 12) {
      width++;
    }
  }

  private void put(int code) {
    pending = pending << width | code;
    pendingBits += width;
    while (pendingBits >= 8) {
      pendingBits -= 8;
      out.write(pending >>> pendingBits);
    }
    pending &= (1 << pendingBits) - 1;
  }

  private void flush() {
    if (pendingBits > 0) {
      out.write(pending << (8 - pendingBits));
    }
  }
}
