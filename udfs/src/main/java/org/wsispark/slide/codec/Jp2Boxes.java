package org.wsispark.slide.codec;

import java.nio.ByteBuffer;
import org.wsispark.errors.WsiException;
import org.wsispark.slide.SlideError;

/**
 * The boxes of a JP2 file (ITU-T T.800 annex I). Some writers of TIFF put whole files into tiles;
 * their colours are said by the TIFF tags, so only the codestream is looked for.
 */
final class Jp2Boxes {
  private static final int SIGNATURE = 0x6a502020;
  private static final int CODESTREAM = 0x6a703263;

  private Jp2Boxes() {}

  /** Where the codestream begins: 0 when the data is one. It ends with the data or before. */
  static int codestream(byte[] data) {
    ByteBuffer boxes = ByteBuffer.wrap(data);
    if (data.length < 12 || boxes.getInt(4) != SIGNATURE) {
      return 0;
    }
    long at = 0;
    while (at + 8 <= data.length) {
      int head = (int) at;
      long length = Integer.toUnsignedLong(boxes.getInt(head));
      int type = boxes.getInt(head + 4);
      int headBytes = 8;
      if (length == 1 && at + 16 <= data.length) {
        length = boxes.getLong(head + 8);
        headBytes = 16;
      }
      if (type == CODESTREAM) {
        return head + headBytes;
      }
      if (length < headBytes || length > data.length - at) {
        throw WsiException.of(SlideError.BAD_TILE, "JP2 box of %d bytes at byte %d", length, head);
      }
      at += length;
    }
    throw WsiException.of(SlideError.BAD_TILE, "a JP2 file without a codestream");
  }
}
