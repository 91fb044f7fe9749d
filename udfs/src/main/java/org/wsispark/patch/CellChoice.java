package org.wsispark.patch;

import java.util.LinkedHashMap;
import java.util.Map;
import org.wsispark.errors.WsiException;
import org.wsispark.pixel.Artefact;
import org.wsispark.pixel.TissueMask;
import org.wsispark.raster.BitMask;

/**
 * The patches of a slide that are made, and why the others are not.
 *
 * @param cells one pixel per cell of the grid
 * @param droppedBy a mask for each filter, by its name in the options: cells it drops of those that
 *     the filters before it left; in the order of the filters
 */
public record CellChoice(BitMask cells, Map<String, BitMask> droppedBy) {

  /**
   * Chooses by masks alone; no pixel of the slide is read.
   *
   * @param slideId of the slide
   * @param grid all its patches
   * @param tissue its tissue
   * @param artefacts masks of the size of the tissue mask
   * @param limits what patches must have and must not have
   * @return the choice
   * @throws WsiException {@link PatchError#NO_MEASURE} when a limit is set for an artefact that was
   *     not looked for on this slide
   */
  public static CellChoice of(
      String slideId,
      CellGrid grid,
      TissueMask tissue,
      Map<Artefact, BitMask> artefacts,
      CellLimits limits) {
    CellChoice choice =
        new CellChoice(all(grid), Map.of())
            .then(
                "min-tissue-fraction",
                new TissueCoverage(grid, tissue).cellsWithAtLeast(limits.minTissueFraction()));
    for (Map.Entry<Artefact, Double> limit : limits.maxFractions().entrySet()) {
      BitMask mask = artefacts.get(limit.getKey());
      if (mask == null) {
        throw WsiException.of(
                PatchError.NO_MEASURE,
                "%s is %s, but the tissue row has no mask of it",
                CellLimits.key(limit.getKey()),
                limit.getValue())
            .inSlide(slideId)
            .remedy(
                "Leave the limit out, or run `wsispark tissue` so that it is measured: the slide"
                    + " needs a level between level 0 and blur-mpp");
      }
      TissueCoverage coverage =
          new TissueCoverage(grid, new TissueMask(mask, tissue.downsample(), tissue.mpp()));
      BitMask kept = choice.cells().copy();
      kept.andNot(coverage.cellsAbove(limit.getValue(), choice.cells()));
      choice = choice.then(CellLimits.key(limit.getKey()), kept);
    }
    return choice;
  }

  /**
   * The choice after one more filter.
   *
   * @param filter its name in the options; one that was there adds to what it drops
   * @param kept of the cells left so far, one pixel per cell of the grid
   * @return a new choice
   */
  public CellChoice then(String filter, BitMask kept) {
    BitMask gone = cells.copy();
    gone.andNot(kept);
    Map<String, BitMask> dropped = new LinkedHashMap<>(droppedBy);
    if (dropped.containsKey(filter)) {
      gone.or(dropped.get(filter));
    }
    dropped.put(filter, gone);
    return new CellChoice(kept, dropped);
  }

  private static BitMask all(CellGrid grid) {
    BitMask all = new BitMask(grid.columns(), grid.rows());
    for (int row = 0; row < grid.rows(); row++) {
      all.setRow(row, 0, grid.columns(), true);
    }
    return all;
  }
}
