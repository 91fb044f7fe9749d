package org.wsispark.annotation.aperio;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
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
    int mark = 0;
    Charset charset;
    if (startsWith(start, 0xEF, 0xBB, 0xBF)) {
      charset = StandardCharsets.UTF_8;
      mark = 3;
    } else if (startsWith(start, 0xFE, 0xFF)) {
      charset = StandardCharsets.UTF_16BE;
      mark = 2;
    } else if (startsWith(start, 0xFF, 0xFE)) {
      charset = StandardCharsets.UTF_16LE;
      mark = 2;
    } else if (startsWith(start, 0, '<')) {
      charset = StandardCharsets.UTF_16BE;
    } else if (startsWith(start, '<', 0)) {
      charset = StandardCharsets.UTF_16LE;
    } else {
      charset = declared(start);
    }
    bytes.unread(start, mark, start.length - mark);
    return new InputStreamReader(
        bytes,
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
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
    Matcher matcher = DECLARED.matcher(new String(start, StandardCharsets.ISO_8859_1));
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
