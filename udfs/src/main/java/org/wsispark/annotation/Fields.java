package org.wsispark.annotation;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Name-to-text maps of the records here: sorted, so that writing them is deterministic. */
final class Fields {
  private Fields() {}

  static Map<String, String> sorted(Map<String, String> fields) {
    return Collections.unmodifiableMap(new TreeMap<>(fields));
  }

  /** A sorted copy in which names that are absent have their default. */
  static Map<String, String> complete(Map<String, String> fields, Map<String, String> defaults) {
    TreeMap<String, String> all = new TreeMap<>(defaults);
    all.putAll(fields);
    return Collections.unmodifiableMap(all);
  }
}
