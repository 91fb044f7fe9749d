package org.wsispark.jobs.manifest;

import java.util.LinkedHashMap;
import java.util.Map;
import org.wsispark.errors.WsiException;

/**
 * One slide's cells as they stand in the file, nested keys written with a dot.
 *
 * @param place for messages, for example {@code row 5} or {@code slide 4}
 * @param unit what a cell's key is called in this form of file, {@code column} or {@code key}
 * @param cells text by key; absent when the file says nothing
 * @param wrongKind failures of cells that are no text at all, such as a list, by key
 */
record RowText(
    String place, String unit, Map<String, String> cells, Map<String, WsiException> wrongKind) {

  static RowText empty(String place, String unit) {
    return new RowText(place, unit, new LinkedHashMap<>(), new LinkedHashMap<>());
  }

  /** The place of one cell. */
  String at(String key) {
    return place + ", " + unit + " " + key;
  }

  /** Notes a cell that cannot be taken as text. */
  void refuse(String key, String what, String remedy) {
    wrongKind.put(
        key, WsiException.of(ManifestError.BAD_CELL, "%s", what).at(at(key)).remedy(remedy));
  }
}
