package org.wsispark.jobs.patches;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.io.Failure;
import org.wsispark.jobs.io.SlideRow;
import org.wsispark.patch.CellChoice;
import org.wsispark.patch.CellGrid;
import org.wsispark.patch.CellLimits;
import org.wsispark.patch.CellSample;
import org.wsispark.patch.GridRule;
import org.wsispark.patch.SlideWork;
import org.wsispark.raster.RunLength;
import org.wsispark.slide.SlideInfo;

/** Chooses the patches of a slide that have enough tissue, from the catalogue alone. */
record CellSelector(GridRule rule, CellLimits limits, CellSample sample) implements Serializable {

  static CellSelector of(PatchesOptions options) {
    return new CellSelector(options.rule(), options.filter().limits(), options.sample().sample());
  }

  /**
   * The patches chosen.
   *
   * @param slideId the slide
   * @param cells run-length mask, one pixel per cell of the grid; null with a failure
   * @param dropped how many patches each filter drops, in order; null with a failure
   * @param failure why none could be chosen, or null
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Selected(String slideId, byte[] cells, Map<String, Long> dropped, Failure failure)
      implements Serializable {}

  Selected select(PatchSlide slide) {
    try {
      CellChoice choice = choice(slide);
      Map<String, Long> dropped = new LinkedHashMap<>();
      choice.droppedBy().forEach((filter, cells) -> dropped.put(filter, cells.count()));
      return new Selected(slide.slideId(), RunLength.encode(choice.cells()), dropped, null);
    } catch (RuntimeException e) {
      RuntimeException named =
          e instanceof WsiException typed ? typed.inSlide(slide.row().path()) : e;
      return new Selected(slide.slideId(), null, null, Failure.of(slide.slideId(), named));
    }
  }

  /** What is chosen and what each filter drops. */
  CellChoice choice(PatchSlide slide) {
    return CellChoice.of(
        slide.slideId(),
        grid(slide.row(), slide.row().info()),
        slide.tissue(),
        slide.artefactMasks(),
        limits,
        sample);
  }

  /** All cells of a slide. */
  CellGrid grid(SlideRow row, SlideInfo info) {
    return rule.grid(info, row.mpp());
  }

  /** What a plan has to know of a slide. */
  SlideWork work(SlideRow row, byte[] cells) {
    SlideInfo info = row.info();
    CellGrid grid = grid(row, info);
    return SlideWork.of(
        row.slideId(),
        grid,
        info.levels().get(grid.frame().level()),
        Optional.of(RunLength.decode(cells)));
  }
}
