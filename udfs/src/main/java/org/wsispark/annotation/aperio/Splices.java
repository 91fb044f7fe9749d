package org.wsispark.annotation.aperio;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Pieces of a document that others replace; all else stays byte for byte. */
final class Splices {
  private final XmlUnits units;
  private final List<Splice> splices = new ArrayList<>();

  /** Units from, inclusive, to, exclusive; in order of arrival where both are equal. */
  private record Splice(int from, int to, String text) {}

  Splices(XmlUnits units) {
    this.units = units;
  }

  void replace(int from, int to, String text) {
    splices.add(new Splice(from, to, text));
  }

  void insert(int at, String text) {
    replace(at, at, text);
  }

  /** The new document. */
  byte[] applied() {
    splices.sort(Comparator.comparingInt(Splice::from).thenComparingInt(Splice::to));
    byte[] before = units.bytes();
    ByteArrayOutputStream after = new ByteArrayOutputStream(before.length + 1024);
    int at = 0;
    for (Splice splice : splices) {
      int from = units.offset(splice.from());
      if (from < at) {
        throw new IllegalStateException("splices overlap at byte " + from);
      }
      after.write(before, at, from - at);
      after.writeBytes(splice.text().getBytes(units.charset()));
      at = units.offset(splice.to());
    }
    after.write(before, at, before.length - at);
    return after.toByteArray();
  }
}
