package org.wsispark.jobs.io;

import java.util.ArrayList;
import java.util.List;

/** Cuts a list of slides into batches. */
public final class Batches {
  private Batches() {}

  /** Batches of that size, the last one smaller; parts of the list itself. */
  public static List<List<String>> of(List<String> ids, int size) {
    List<List<String>> batches = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += size) {
      batches.add(ids.subList(from, Math.min(ids.size(), from + size)));
    }
    return batches;
  }
}
