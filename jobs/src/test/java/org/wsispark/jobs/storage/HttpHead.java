package org.wsispark.jobs.storage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** First line and headers of an HTTP message, with the very bytes they came in. */
record HttpHead(byte[] raw, List<String> lines) {
  private static final int LARGEST = 1 << 16;

  /** Reads up to the empty line; null at the end of the stream. */
  static HttpHead read(InputStream in) throws IOException {
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    int ended = 0;
    while (ended < 4) {
      int next = in.read();
      if (next < 0 || raw.size() > LARGEST) {
        return null;
      }
      raw.write(next);
      ended = next == (ended % 2 == 0 ? '\r' : '\n') ? ended + 1 : next == '\r' ? 1 : 0;
    }
    List<String> lines = raw.toString(StandardCharsets.ISO_8859_1).lines().toList();
    return new HttpHead(raw.toByteArray(), lines);
  }

  String first() {
    return lines.get(0);
  }

  /** The value of a header, empty when it is not there. */
  String header(String name) {
    String prefix = name.toLowerCase(Locale.ROOT) + ":";
    return lines.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
        .map(line -> line.substring(prefix.length()).strip())
        .findFirst()
        .orElse("");
  }

  boolean isChunked() {
    return header("Transfer-Encoding").toLowerCase(Locale.ROOT).contains("chunked");
  }

  long contentLength() {
    String length = header("Content-Length");
    return length.isEmpty() ? 0 : Long.parseLong(length);
  }

  int status() {
    return Integer.parseInt(first().split(" ")[1]);
  }

  HttpHead without(String name) {
    List<String> kept = new ArrayList<>(lines);
    kept.removeIf(
        line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"));
    String text = String.join("\r\n", kept.subList(0, kept.size() - 1)) + "\r\n\r\n";
    return new HttpHead(text.getBytes(StandardCharsets.ISO_8859_1), kept);
  }
}
