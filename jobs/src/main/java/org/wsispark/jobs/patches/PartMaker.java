package org.wsispark.jobs.patches;

import java.io.Serializable;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.wsispark.patch.CellRange;
import org.wsispark.slide.ReadStats;

/** Makes the rows of one slide's part. Runs in tasks. */
sealed interface PartMaker extends Serializable
    permits ImageMaker, TileStreamMaker, ReferenceMaker, LabelMaker, JoinedMaker {

  /** Whether the set still lacks this kind of rows of the slide. */
  boolean wanted(PatchSlide slide);

  /**
   * Makes rows.
   *
   * @param slide with the patches chosen
   * @param ranges of its cells
   * @param rows takes each row
   * @return what was read and made
   */
  Made make(SlideCells slide, List<CellRange> ranges, Consumer<Row> rows);

  /**
   * What a part took.
   *
   * @param tiles read
   * @param storedBytes of images, or of what stands for them; 0 where none were made
   */
  record Made(ReadStats tiles, long storedBytes) implements Serializable {
    static final Made NOTHING = new Made(ReadStats.NONE, 0);
  }
}
