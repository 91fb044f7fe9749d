package org.wsispark.jobs.patches;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.patches.CellSelector.Selected;
import org.wsispark.patch.CellRange;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.RunLength;

/**
 * Counts the patches of a slide and what they show, from masks and annotation alone. Runs in tasks.
 *
 * @param maker of the labels
 * @param shares whether the classes are wanted as well
 */
record PatchFacts(LabelMaker maker, boolean shares) implements Serializable {

  /**
   * What was counted.
   *
   * @param slideId the slide
   * @param patches how many; -1 when they cannot be told, which making them will say better
   * @param shares of their area by class
   */
  record Facts(String slideId, long patches, Map<String, Double> shares) implements Serializable {}

  Facts of(PatchSlide slide) {
    Selected selected = maker.options().selector().select(slide);
    if (selected.failure() != null) {
      return new Facts(slide.slideId(), -1, Map.of());
    }
    BitMask cells = RunLength.decode(selected.cells());
    long patches = cells.count();
    Map<String, Double> sums = new TreeMap<>();
    if (shares && slide.document() != null && patches > 0) {
      try {
        maker.each(
            new SlideCells(slide, selected.cells()),
            List.of(new CellRange(0, 0, cells.width(), cells.height())),
            (grid, column, row, tissue, classes) ->
                classes.fractions().forEach((name, share) -> sums.merge(name, share, Double::sum)));
      } catch (WsiException e) {
        return new Facts(slide.slideId(), -1, Map.of());
      }
      sums.replaceAll((name, sum) -> sum / patches);
    }
    return new Facts(slide.slideId(), patches, sums);
  }
}
