package org.wsispark.slide.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Locale;
import org.wsispark.errors.WsiException;
import org.wsispark.slide.SlideError;

/** Walks the marker segments of a JPEG stream, and the coded data of its scans between them. */
final class JpegMarkers {
  static final int SOI = 0xd8;
  static final int EOI = 0xd9;
  static final int SOS = 0xda;
  static final int DRI = 0xdd;

  private static final int FIRST_RESTART = 0xd0;
  private static final int DNL = 0xdc;
  private static final int COM = 0xfe;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private final byte[] data;
  private final String what;
  private int marker;
  private int from;
  private int to;

  JpegMarkers(byte[] data, String what) {
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

  int marker() {
    return marker;
  }

  /** Where the marker begins. */
  int from() {
    return from;
  }

  /** Where its segment, and of a scan the coded data, ends. */
  int to() {
    return to;
  }

  int unsigned8(int at) {
    return data[at] & 255;
  }

  int unsigned16(int at) {
    return ((data[at] & 255) << 8) | (data[at + 1] & 255);
  }

  boolean isFrame() {
    // C4, C8 and CC are tables and an extension, not frames.
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  boolean isApplicationOrComment() {
    return (marker >= 0xe0 && marker <= 0xef) || marker == COM;
  }

  /** The restart interval of a DRI segment. */
  int interval() {
    if (to - from < 6) {
      throw bad("a JPEG restart interval is cut off");
    }
    return unsigned16(from + 4);
  }

  /**
   * Moves the end of the current segment over the coded data that follows it and returns how many
   * restart markers it holds. Coded data has a zero after each FF; whatever else follows one, but
   * for restarts in their order, ends it.
   */
  int skipCodedData(boolean restarts) {
    int found = 0;
    int at = to;
    while (true) {
      at = nextFf(at);
      if (at + 1 >= data.length) {
        throw bad("the JPEG stream has no end: it is cut off");
      }
      int next = data[at + 1] & 255;
      if (next == 0) {
        at += 2;
      } else if (next == 0xff) {
        at++;
      } else if (next >= FIRST_RESTART && next < SOI) {
        int due = FIRST_RESTART + (found & 7);
        if (!restarts || next != due) {
          throw bad(
              "restart marker %02x at byte %d of the %s, %s is due",
              next, at, what, restarts ? Integer.toHexString(due) : "none");
        }
        found++;
        at += 2;
      } else {
        to = at;
        return found;
      }
    }
  }

  private int nextFf(int start) {
    int at = start;
    while (at + 8 <= data.length) {
      long inverse = ~(long) LONGS.get(data, at);
      // A zero byte of the inverse borrows from its high bit; the lowest one found is right.
      long found = (inverse - LOW_BITS) & ~inverse & HIGH_BITS;
      if (found != 0) {
        return at + (Long.numberOfTrailingZeros(found) >>> 3);
      }
      at += 8;
    }
    while (at < data.length && data[at] != (byte) 0xff) {
      at++;
    }
    return at;
  }

  /**
   * After the last segment: the image must end there, and what follows must be padding. A second
   * end shows that the first lies inside the image by damage.
   */
  void checkEnd() {
    if (from + 1 >= data.length) {
      throw bad("the JPEG stream has no end: it is cut off");
    }
    int last = data.length;
    while (last > from + 2 && (data[last - 1] == 0 || data[last - 1] == (byte) 0xff)) {
      last--;
    }
    if (last > from + 3 && data[last - 2] == (byte) 0xff && data[last - 1] == (byte) EOI) {
      throw bad("the image ends at byte %d of %d, before the end of the %s", from, last, what);
    }
  }

  static WsiException bad(String problem, Object... args) {
    return WsiException.of(SlideError.BAD_TILE, "%s", String.format(Locale.ROOT, problem, args));
  }
}
