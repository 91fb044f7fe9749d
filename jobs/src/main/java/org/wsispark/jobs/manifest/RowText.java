package org.wsispark.jobs.manifest;

import java.util.LinkedHashMap;
import java.util.Map;
import org.wsispark.errors.WsiException;

/**
 * One slide's cells as they stand in the file, nested keys written with a dot.
 *
 * @param place where they stand
 * @param cells text by key; absent when the file says nothing
 * @param wrongKind failures of cells that are no text at all, such as a list, by key
 */
record RowText(CellPlace place, Map<String, String> cells, Map<String, WsiException> wrongKind) {

  static RowText empty(CellPlace place) {
    return new RowText(place, new LinkedHashMap<>(), new LinkedHashMap<>());
  }

  /** The place of one cell. */
  String at(String key) {
    return place.at(key);
  }

  /** Notes a cell that cannot be taken as text. */
  void refuse(String key, String what, String remedy) {
    wrongKind.put(
        key, WsiException.of(ManifestError.BAD_CELL, "%s", what).at(at(key)).remedy(remedy));
  }
}
