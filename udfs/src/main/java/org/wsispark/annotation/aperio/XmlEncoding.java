package org.wsispark.annotation.aperio;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wsispark.annotation.AnnotationError;
import org.wsispark.errors.WsiException;

/**
 * Decodes an XML document strictly, in the encoding of its byte order mark, else of its
 * declaration, else UTF-8. The JDK's parser would do it, but writes its complaints about bad bytes
 * to stderr.
 */
final class XmlEncoding {
  private static final int LOOK = 256;
  private static final Pattern DECLARED =
      Pattern.compile("^<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]*)[\"']");

  private XmlEncoding() {}

  static Reader decoded(InputStream in) throws IOException {
    PushbackInputStream bytes = new PushbackInputStream(in, LOOK);
    byte[] start = bytes.readNBytes(LOOK);
    Found found = of(start);
    bytes.unread(start, found.markBytes(), start.length - found.markBytes());
    return new InputStreamReader(bytes, decoder(found.charset()));
  }

  /** What a document's first bytes say; the mark is no part of the text. */
  record Found(Charset charset, int markBytes) {}

  /** Reads the first bytes; more than {@link #LOOK} are not looked at. */
  static Found of(byte[] start) {
    if (startsWith(start, 0xEF, 0xBB, 0xBF)) {
      return new Found(StandardCharsets.UTF_8, 3);
    }
    if (startsWith(start, 0xFE, 0xFF)) {
      return new Found(StandardCharsets.UTF_16BE, 2);
    }
    if (startsWith(start, 0xFF, 0xFE)) {
      return new Found(StandardCharsets.UTF_16LE, 2);
    }
    if (startsWith(start, 0, '<')) {
      return new Found(StandardCharsets.UTF_16BE, 0);
    }
    if (startsWith(start, '<', 0)) {
      return new Found(StandardCharsets.UTF_16LE, 0);
    }
    return new Found(declared(start), 0);
  }

  /** Strict: bytes that are no text are an error. */
  static CharsetDecoder decoder(Charset charset) {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  private static boolean startsWith(byte[] bytes, int... values) {
    return bytes.length >= values.length
        && Arrays.equals(Arrays.stream(values).toArray(), unsigned(bytes, values.length));
  }

  private static int[] unsigned(byte[] bytes, int count) {
    int[] values = new int[count];
    Arrays.setAll(values, k -> bytes[k] & 255);
    return values;
  }

  private static Charset declared(byte[] start) {
    Matcher matcher =
        DECLARED.matcher(
            new String(start, 0, Math.min(LOOK, start.length), StandardCharsets.ISO_8859_1));
    if (!matcher.find()) {
      return StandardCharsets.UTF_8;
    }
    try {
      return Charset.forName(matcher.group(1));
    } catch (IllegalArgumentException failure) {
      throw WsiException.of(
              AnnotationError.BAD_XML, "the encoding \"%s\" is not known", matcher.group(1))
          .remedy("Save the file as UTF-8")
          .causedBy(failure);
    }
  }
}
