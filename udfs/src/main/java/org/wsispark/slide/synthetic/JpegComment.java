package org.wsispark.slide.synthetic;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The comment that some scanners put into a JPEG tile. */
final class JpegComment {
  private JpegComment() {}

  /** A tile with a comment (COM) right after its start of image. */
  static byte[] into(byte[] tile, String comment) {
    byte[] text = comment.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer out = ByteBuffer.allocate(tile.length + 4 + text.length);
    out.put(tile, 0, 2).putShort((short) 0xFFFE).putShort((short) (2 + text.length)).put(text);
    return out.put(tile, 2, tile.length - 2).array();
  }
}
