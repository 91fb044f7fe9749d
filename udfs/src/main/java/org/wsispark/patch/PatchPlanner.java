package org.wsispark.patch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.wsispark.errors.WsiException;
import org.wsispark.patch.ChunkCutter.Chunk;

/**
 * Plans who makes which patches of a cohort. Large slides are cut into bands of patch rows (and
 * rows into pieces) of about a sixteenth of a partition, all chunks are lined up by slide and
 * place, and the line is cut into partitions of about equal compressed bytes. So one giant slide
 * keeps all cores busy, many small ones share a task, and the largest partition costs at most about
 * a sixteenth more than the mean wherever single patches allow it.
 *
 * <p>The plan depends on the slides and options only, not on the order in which the slides come. It
 * holds a few numbers per chunk; histograms are dropped as soon as their slide is cut.
 */
public final class PatchPlanner {
  private static final int CHUNKS_PER_PARTITION = 16;

  private final PlanOptions options;

  /**
   * A planner.
   *
   * @param options how work is shared out
   */
  public PatchPlanner(PlanOptions options) {
    this.options = options;
  }

  /**
   * Makes a plan.
   *
   * @param slides is iterated twice, once for the sum of all costs and once to cut, and may stream;
   *     slides without patches are left out of the plan
   * @return the plan
   * @throws WsiException {@link PatchError#DUPLICATE_SLIDE} when an id comes twice
   */
  public PatchPlan plan(Iterable<SlideWork> slides) {
    long total = 0;
    for (SlideWork slide : slides) {
      total += slide.bytes();
    }
    if (total == 0) {
      return new PatchPlan(List.of());
    }
    int partitions = options.partitions(total);
    long grain = Math.max(1, total / ((long) partitions * CHUNKS_PER_PARTITION));
    List<List<Chunk>> cut = new ArrayList<>();
    for (SlideWork slide : slides) {
      List<Chunk> chunks = ChunkCutter.cut(slide, grain);
      if (!chunks.isEmpty()) {
        cut.add(chunks);
      }
    }
    cut.sort(Comparator.comparing(chunks -> chunks.get(0).slideId()));
    List<Chunk> line = new ArrayList<>();
    String last = null;
    for (List<Chunk> chunks : cut) {
      String slideId = chunks.get(0).slideId();
      if (slideId.equals(last)) {
        throw WsiException.of(PatchError.DUPLICATE_SLIDE, "two slides of one id are to be planned")
            .inSlide(slideId)
            .remedy("Give each slide of the cohort an id of its own");
      }
      last = slideId;
      line.addAll(chunks);
    }
    return PartitionPacker.pack(line, partitions);
  }
}
