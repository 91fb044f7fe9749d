package org.wsispark.jobs.manifest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wsispark.errors.WsiException;

/**
 * Finds rows that share what only one may have. None of them can be trusted then: which patient or
 * which annotation is the right one, no program can tell.
 */
final class Twins {
  private final String key;
  private final Map<String, List<CellPlace>> rows = new HashMap<>();

  Twins(String key) {
    this.key = key;
  }

  void add(String value, RowText row) {
    rows.computeIfAbsent(value, all -> new ArrayList<>(1)).add(row.place());
  }

  /** Notes the failure of a row whose value others have, too. */
  void check(String value, RowText row, List<WsiException> out) {
    List<CellPlace> all = rows.getOrDefault(value, List.of());
    if (all.size() < 2) {
      return;
    }
    CellPlace other = all.get(0).equals(row.place()) ? all.get(1) : all.get(0);
    String cell = row.cells().containsKey(key) || !key.equals("source") ? key : "source.path";
    out.add(
        WsiException.of(
                ManifestError.DUPLICATE_SLIDE,
                "%s is that of %s as well%s",
                key,
                other.row(),
                key.equals("id") ? ": " + ManifestRow.shown(value) : "")
            .at(row.at(cell))
            .remedy("Take all but one of the rows away, or give each its own " + key));
  }
}
