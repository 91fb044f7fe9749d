package org.wsispark.annotation.aperio;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wsispark.geometry.Ring;

/** Gathers the vertices of one region from the cursor's Vertex elements. */
final class VertexList {
  private final XmlCursor cursor;
  private final SortedMap<Integer, Map<String, String>> further = new TreeMap<>();
  private long[] xs = new long[16];
  private long[] ys = new long[16];
  private int size;

  VertexList(XmlCursor cursor) {
    this.cursor = cursor;
  }

  void add() {
    if (size == xs.length) {
      xs = Arrays.copyOf(xs, Math.multiplyExact(size, 2));
      ys = Arrays.copyOf(ys, Math.multiplyExact(size, 2));
    }
    boolean hasX = false;
    boolean hasY = false;
    for (int k = 0; k < cursor.fieldCount(); k++) {
      String name = cursor.fieldName(k);
      if (name.equals("X")) {
        xs[size] = microPx(k);
        hasX = true;
      } else if (name.equals("Y")) {
        ys[size] = microPx(k);
        hasY = true;
      } else if (!(name.equals("Z") && cursor.fieldIs(k, '0'))) {
        further.computeIfAbsent(size, position -> new TreeMap<>()).put(name, cursor.fieldValue(k));
      }
    }
    if (!hasX || !hasY) {
      throw cursor.missing(hasX ? "Y" : "X");
    }
    size++;
  }

  private long microPx(int k) {
    try {
      return cursor.fieldMicroPx(k);
    } catch (NumberFormatException failure) {
      throw cursor.badNumber(
          cursor.fieldName(k), cursor.fieldValue(k), "a decimal number of pixels within 2^30");
    }
  }

  Ring ring() {
    return Ring.ofMicroPx(Arrays.copyOf(xs, size), Arrays.copyOf(ys, size));
  }

  SortedMap<Integer, Map<String, String>> further() {
    return further;
  }
}
