package org.wsispark.slide.write;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a TIFF lays out its numbers.
 *
 * @param big BigTIFF (8-byte offsets) instead of classic TIFF (4-byte offsets, at most 4 GiB)
 * @param order byte order of all numbers outside compressed tiles
 */
public record TiffForm(boolean big, ByteOrder order) {

  /** Classic TIFF, little endian, as an AT2 writes it. */
  public static final TiffForm CLASSIC = new TiffForm(false, ByteOrder.LITTLE_ENDIAN);

  /** BigTIFF, little endian. */
  public static final TiffForm BIG = new TiffForm(true, ByteOrder.LITTLE_ENDIAN);

  /** Offset of the first byte after the header; AT2 files start their first tile there. */
  public static final int BODY = 16;

  byte[] header(long firstDirectory) {
    ByteBuffer out = ByteBuffer.allocate(BODY).order(order);
    out.put(order == ByteOrder.LITTLE_ENDIAN ? new byte[] {'I', 'I'} : new byte[] {'M', 'M'});
    if (big) {
      out.putShort((short) 43).putShort((short) 8).putShort((short) 0).putLong(firstDirectory);
    } else {
      out.putShort((short) 42).putInt((int) firstDirectory);
      if (order == ByteOrder.BIG_ENDIAN) {
        // OpenSlide reads eight bytes here, for NDPI, and keeps the last four.
        out.putInt((int) firstDirectory);
      }
    }
    return out.array();
  }

  /** The largest file length that offsets of this form can address. */
  long limit() {
    return big ? Long.MAX_VALUE : 0xFFFF_FFFFL;
  }
}
