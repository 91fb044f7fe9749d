package org.wsispark.jobs.patches;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.broadcast.Broadcast;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.io.Failure;
import org.wsispark.jobs.patches.PartMaker.Made;
import org.wsispark.patch.PatchPlan.Partition;
import org.wsispark.patch.PatchPlan.SlidePart;

/**
 * Makes the rows of a partition, slide after slide. A part that fails gives a report and no rows;
 * the slides after it are made all the same.
 *
 * @param slides the batch
 * @param maker of one kind of rows
 */
record PatchTask(Broadcast<Map<String, SlideCells>> slides, PartMaker maker)
    implements Serializable {

  Iterator<PatchOutput> make(Partition partition) {
    // Lazily, so one part at a time is in memory, whatever the number of slides in the partition.
    return partition.slides().stream()
        .flatMap(part -> makePart(partition.index(), part).stream())
        .iterator();
  }

  private List<PatchOutput> makePart(int partition, SlidePart part) {
    String id = part.slideId();
    SlideCells slide = slides.value().get(id);
    if (!maker.wanted(slide.slide())) {
      return List.of();
    }
    List<PatchOutput> out = new ArrayList<>();
    long start = System.nanoTime();
    try {
      Made made = maker.make(slide, part.ranges(), row -> out.add(new PatchOutput(id, row, null)));
      PartReport report =
          new PartReport(id, partition, out.size(), made, System.nanoTime() - start, null);
      out.add(new PatchOutput(id, null, report));
      return out;
    } catch (RuntimeException e) {
      RuntimeException named =
          e instanceof WsiException typed ? typed.inSlide(slide.slide().row().path()) : e;
      Failure failure = Failure.of(id, named);
      return List.of(
          new PatchOutput(
              id,
              null,
              new PartReport(id, partition, 0, Made.NOTHING, System.nanoTime() - start, failure)));
    }
  }
}
