package org.wsispark.annotation.aperio;

import com.google.errorprone.annotations.FormatMethod;
import java.io.IOException;
import java.io.InputStream;
import org.wsispark.annotation.AnnotationError;
import org.wsispark.errors.WsiException;

/**
 * Passes an XML document's bytes on and stops at its limits before the parser has to hold much. A
 * tag or text is bounded by counting the bytes since the last angle bracket, whose byte is the same
 * in ASCII's relatives and one of the two bytes in UTF-16.
 */
final class BoundedXmlInput extends InputStream {
  private final InputStream in;
  private final long mostBytes;
  private final int longestTag;
  private long bytes;
  private long sinceBracket;
  private WsiException refused;

  BoundedXmlInput(InputStream in, long mostBytes, int longestTag) {
    this.in = in;
    this.mostBytes = mostBytes;
    this.longestTag = longestTag;
  }

  /** Why reading was stopped, if it was, since parsers hide the failures of their input. */
  WsiException refused() {
    return refused;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count;
    try {
      count = in.read(target, offset, length);
    } catch (IOException failure) {
      refused =
          WsiException.of(AnnotationError.UNREADABLE, "reading failed after %d bytes", bytes)
              .remedy("Check that the file is still there and readable")
              .causedBy(failure);
      throw failure;
    }
    for (int k = offset; k < offset + count; k++) {
      sinceBracket = target[k] == '<' || target[k] == '>' ? 0 : sinceBracket + 1;
      if (sinceBracket > longestTag) {
        throw refuse("a tag or text is longer than %d bytes", longestTag);
      }
    }
    bytes += Math.max(0, count);
    if (bytes > mostBytes) {
      throw refuse("the document is longer than %d bytes", mostBytes);
    }
    return count;
  }

  @FormatMethod
  private IOException refuse(String problem, Object... limit) {
    refused =
        WsiException.of(AnnotationError.LIMIT_EXCEEDED, problem, limit)
            .remedy("Check that this is an annotation file; split it if it is");
    return new IOException("limit passed");
  }
}
