package org.wsispark.jobs.patches;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.delta.RowFile;
import org.wsispark.jobs.delta.RowFiles;
import org.wsispark.jobs.io.Failure;
import org.wsispark.jobs.patches.PartMaker.Made;
import org.wsispark.patch.PatchPlan.Partition;
import org.wsispark.patch.PatchPlan.SlidePart;

/**
 * Makes the rows of a partition, slide after slide, and writes each into the partition's file as it
 * comes. Of a part that fails there is a report, and the slides after it are made all the same; if
 * rows of it had been written, the file is given up and the rest made for its reports alone, so
 * that one pass finds all slides that fail.
 *
 * @param slides the batch
 * @param maker of one kind of rows
 * @param files for them
 */
record PartitionTask(Broadcast<Map<String, SlideCells>> slides, PartMaker maker, RowFiles files)
    implements Serializable {

  /**
   * Makes it.
   *
   * @param without slides that are left out
   */
  PartitionFile make(Partition partition, Set<String> without) {
    List<PartReport> reports = new ArrayList<>();
    try (RowFile file = files.open()) {
      Rows rows = new Rows(file);
      for (SlidePart part : partition.slides()) {
        SlideCells slide = slides.value().get(part.slideId());
        if (!without.contains(part.slideId()) && maker.wanted(slide.slide())) {
          reports.add(make(partition.index(), slide, part, rows));
        }
      }
      return rows.givenUp
          ? new PartitionFile(partition, null, true, reports)
          : new PartitionFile(partition, file.finish().orElse(null), false, reports);
    }
  }

  private PartReport make(int partition, SlideCells slide, SlidePart part, Rows rows) {
    String id = part.slideId();
    long before = rows.taken;
    long start = System.nanoTime();
    try {
      Made made = maker.make(slide, part.ranges(), rows);
      long taken = rows.taken - before;
      return new PartReport(id, partition, taken, made, System.nanoTime() - start, null);
    } catch (RuntimeException e) {
      if (rows.file.isBroken()) {
        // Not the slide's fault, so the task fails and is tried again.
        throw e;
      }
      rows.givenUp |= rows.taken > before;
      Failure failure =
          Failure.of(
              id, e instanceof WsiException typed ? typed.inSlide(slide.slide().row().path()) : e);
      return new PartReport(id, partition, 0, Made.NOTHING, System.nanoTime() - start, failure);
    }
  }

  /** Takes rows for the file, or counts them only once it is given up. */
  private static final class Rows implements Consumer<Row> {
    private final RowFile file;
    private long taken;
    private boolean givenUp;

    Rows(RowFile file) {
      this.file = file;
    }

    @Override
    public void accept(Row row) {
      if (!givenUp) {
        file.add(row);
      }
      taken++;
    }
  }
}
