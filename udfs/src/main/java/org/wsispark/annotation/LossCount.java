package org.wsispark.annotation;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what a conversion loses while it goes on. For one thread. */
public final class LossCount {
  private final Map<Loss.Kind, Long> counts = new EnumMap<>(Loss.Kind.class);

  /**
   * Counts one more.
   *
   * @param kind what was lost
   */
  public void add(Loss.Kind kind) {
    add(kind, 1);
  }

  /**
   * Counts some more.
   *
   * @param kind what was lost
   * @param count 0 or more
   */
  public void add(Loss.Kind kind, long count) {
    if (count > 0) {
      counts.merge(kind, count, Long::sum);
    }
  }

  /**
   * What was lost so far.
   *
   * @return in order of the kinds, none with count 0
   */
  public List<Loss> losses() {
    return counts.entrySet().stream()
        .map(entry -> new Loss(entry.getKey(), entry.getValue()))
        .toList();
  }
}
