package org.wsispark.annotation.aperio;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What differs between two documents, found from their bytes alone: both are cut before each angle
 * bracket, the longest common sequence of pieces is kept (Myers' greedy search), and the rest is
 * what was taken out and put in.
 */
record TokenDiff(List<String> removed, List<String> inserted) {

  static TokenDiff of(byte[] before, byte[] after) {
    Map<String, Integer> numbers = new HashMap<>();
    List<String> texts = new ArrayList<>();
    int[] a = pieces(before, numbers, texts);
    int[] b = pieces(after, numbers, texts);
    List<int[]> traces = new ArrayList<>();
    int reach = a.length + b.length + 1;
    int[] furthest = new int[2 * reach + 1];
    for (int edits = 0; edits <= reach; edits++) {
      for (int k = -edits; k <= edits; k += 2) {
        boolean down =
            k == -edits || (k != edits && furthest[reach + k - 1] < furthest[reach + k + 1]);
        int x = down ? furthest[reach + k + 1] : furthest[reach + k - 1] + 1;
        while (x < a.length && x - k < b.length && a[x] == b[x - k]) {
          x++;
        }
        furthest[reach + k] = x;
        if (x >= a.length && x - k >= b.length) {
          traces.add(window(furthest, reach, edits));
          return back(a, b, traces, texts);
        }
      }
      traces.add(window(furthest, reach, edits));
    }
    throw new AssertionError("no way from one to the other");
  }

  private static int[] window(int[] furthest, int reach, int edits) {
    return java.util.Arrays.copyOfRange(furthest, reach - edits - 1, reach + edits + 2);
  }

  private static TokenDiff back(int[] a, int[] b, List<int[]> traces, List<String> texts) {
    List<String> removed = new ArrayList<>();
    List<String> inserted = new ArrayList<>();
    int x = a.length;
    int y = b.length;
    for (int edits = traces.size() - 1; edits > 0; edits--) {
      int[] before = traces.get(edits - 1);
      int middle = edits;
      int k = x - y;
      boolean down = k == -edits || (k != edits && before[middle + k - 1] < before[middle + k + 1]);
      int k0 = down ? k + 1 : k - 1;
      int x0 = before[middle + k0];
      if (down) {
        inserted.add(0, texts.get(b[x0 - k0]));
      } else {
        removed.add(0, texts.get(a[x0]));
      }
      x = x0;
      y = x0 - k0;
    }
    return new TokenDiff(removed, inserted);
  }

  private static int[] pieces(byte[] bytes, Map<String, Integer> numbers, List<String> texts) {
    List<Integer> pieces = new ArrayList<>();
    for (String piece : new String(bytes, StandardCharsets.ISO_8859_1).split("(?=<)")) {
      Integer number = numbers.get(piece);
      if (number == null) {
        number = texts.size();
        texts.add(piece);
        numbers.put(piece, number);
      }
      pieces.add(number);
    }
    return pieces.stream().mapToInt(Integer::intValue).toArray();
  }
}
