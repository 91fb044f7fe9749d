package org.wsispark.annotation.aperio;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A document's bytes as the lexer sees them: one byte per code unit, ASCII as it is and all else
 * negative, so that markup is found in the same way in UTF-8, in the 8-bit encodings that hold
 * ASCII, and in UTF-16. Where a unit is one byte this is the document itself, not a copy.
 */
final class XmlUnits {
  private static final Set<String> EIGHT_BITS =
      Set.of("US-ASCII", "ISO-8859-1", "ISO-8859-2", "ISO-8859-15", "windows-1250", "windows-1252");
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final int CHUNK = 1 << 13;

  private final byte[] bytes;
  private final byte[] units;
  private final Charset charset;
  private final int mark;
  private final int width;

  private XmlUnits(byte[] bytes, byte[] units, Charset charset, int mark, int width) {
    this.bytes = bytes;
    this.units = units;
    this.charset = charset;
    this.mark = mark;
    this.width = width;
  }

  /**
   * Takes a document.
   *
   * @throws UnplainXml for another encoding, and for bytes that are no XML text in theirs
   */
  static XmlUnits of(byte[] bytes) {
    XmlEncoding.Found found = XmlEncoding.of(bytes);
    Charset charset = found.charset();
    boolean wide =
        charset.equals(StandardCharsets.UTF_16LE) || charset.equals(StandardCharsets.UTF_16BE);
    if (!wide && !charset.equals(StandardCharsets.UTF_8) && !EIGHT_BITS.contains(charset.name())) {
      throw new UnplainXml("the encoding " + charset.name(), 0);
    }
    if (wide || hasHighBytes(bytes)) {
      requireText(bytes, found);
    }
    byte[] units = wide ? narrow(bytes, found) : bytes;
    // Of a document with one byte per unit the mark stays in the array, so that units are offsets.
    return wide
        ? new XmlUnits(bytes, units, charset, found.markBytes(), 2)
        : new XmlUnits(bytes, units, charset, found.markBytes(), 1);
  }

  private static boolean hasHighBytes(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    long all = 0;
    while (buffer.remaining() >= Long.BYTES) {
      all |= buffer.getLong();
    }
    while (buffer.hasRemaining()) {
      all |= buffer.get();
    }
    return (all & HIGH_BITS) != 0;
  }

  private static byte[] narrow(byte[] bytes, XmlEncoding.Found found) {
    int high = found.charset().equals(StandardCharsets.UTF_16BE) ? 0 : 1;
    byte[] units = new byte[(bytes.length - found.markBytes()) / 2];
    for (int k = 0; k < units.length; k++) {
      int at = found.markBytes() + 2 * k;
      byte low = bytes[at + 1 - high];
      units[k] = bytes[at + high] == 0 && low >= 0 ? low : -1;
    }
    return units;
  }

  /** Decodes everything once, in pieces, so that the lexer need not look into other characters. */
  private static void requireText(byte[] bytes, XmlEncoding.Found found) {
    CharsetDecoder decoder = XmlEncoding.decoder(found.charset());
    ByteBuffer in = ByteBuffer.wrap(bytes, found.markBytes(), bytes.length - found.markBytes());
    CharBuffer out = CharBuffer.allocate(CHUNK);
    boolean more = true;
    while (more) {
      CoderResult result = decoder.decode(in, out, true);
      if (result.isError()) {
        throw new UnplainXml("bytes that are no text in " + found.charset(), in.position());
      }
      out.flip();
      while (out.hasRemaining()) {
        if (out.get() >= '\uFFFE') {
          throw new UnplainXml("a character that XML does not have", in.position());
        }
      }
      out.clear();
      more = result.isOverflow();
    }
  }

  byte[] bytes() {
    return bytes;
  }

  Charset charset() {
    return charset;
  }

  /** The lexer's view, not a copy. */
  byte[] view() {
    return units;
  }

  /** First unit of the text. */
  int first() {
    return width == 1 ? mark : 0;
  }

  /** Offset of a unit in the document's bytes. */
  int offset(int unit) {
    return width == 1 ? unit : mark + 2 * unit;
  }

  /** The text of some units. */
  String text(int from, int to) {
    return new String(bytes, offset(from), (to - from) * width, charset);
  }

  /** Whether one byte is one character here, if it is not negative. */
  boolean narrow() {
    return width == 1;
  }
}
