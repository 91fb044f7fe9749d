package org.wsispark.jobs.patches;

import java.io.Serializable;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.wsispark.patch.CellRange;
import org.wsispark.slide.ReadStats;

/** Makes the rows of one slide's part. Runs in tasks. */
interface PartMaker extends Serializable {

  /** Whether the set still lacks this kind of rows of the slide. */
  boolean wanted(PatchSlide slide);

  /**
   * Makes rows.
   *
   * @param slide with the patches chosen
   * @param ranges of its cells
   * @param rows takes each row
   * @return what was decoded
   */
  ReadStats make(SlideCells slide, List<CellRange> ranges, Consumer<Row> rows);
}
