package org.wsispark.jobs.patches;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;

/**
 * Lets the rows of slides pass that did not fail.
 *
 * @param failed slides that leave no rows
 */
record CommittedRows(Set<String> failed) implements Serializable {

  Iterator<Row> rows(PatchOutput output) {
    if (failed.contains(output.slideId())) {
      return List.<Row>of().iterator();
    }
    if (output.report() != null && output.report().failure() != null) {
      // The part was computed a second time (its executor is gone) and failed only now. Ending the
      // task keeps the commit from happening with a part of the slide missing.
      throw new IllegalStateException(
          "after it was counted as good: " + output.report().failure().message());
    }
    return output.row() == null ? List.<Row>of().iterator() : List.of(output.row()).iterator();
  }
}
