package org.wsispark.annotation.aperio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.wsispark.geometry.Ring;

/** One region of 10^6 vertices on one line, as servers export, made while it is read. */
final class MillionVertices {
  static final int COUNT = 1_000_000;

  private MillionVertices() {}

  /** Reads it by the parser from a stream and prints a sum; run in a small heap by a test. */
  public static void main(String[] args) {
    Ring ring = AperioXml.read(stream(), "million.xml").layers().get(0).regions().get(0).vertices();
    System.out.println(ring.size() + " " + ring.xMicroPx(COUNT - 1) + " " + ring.yMicroPx(1));
  }

  static byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    stream().transferTo(bytes);
    return bytes.toByteArray();
  }

  private static InputStream stream() {
    return new InputStream() {
      private byte[] piece = new byte[0];
      private int at;
      private int next = -1;

      @Override
      public int read() {
        if (at == piece.length) {
          if (next > COUNT) {
            return -1;
          }
          piece = piece(next++).getBytes(StandardCharsets.US_ASCII);
          at = 0;
        }
        return piece[at++];
      }
    };
  }

  private static String piece(int k) {
    if (k < 0) {
      return "<Annotations><Annotation Id=\"1\"><Regions><Region Id=\"1\" Type=\"0\"><Vertices>";
    }
    return k < COUNT
        ? "<Vertex X=\"" + k + ".200000\" Y=\"" + k % 977 + "\" Z=\"0\"/>"
        : "</Vertices></Region></Regions><Plots/></Annotation></Annotations>";
  }
}
