package org.wsispark.jobs.patches;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.wsispark.patch.CellGrid;
import org.wsispark.patch.TissueCoverage;
import org.wsispark.pixel.Artefact;
import org.wsispark.pixel.TissueMask;

/**
 * What spoils each patch: artefacts by the masks of its slide, and how much of it lies outside the
 * slide and is white; no pixel of the patch is looked at.
 */
final class PatchQuality {
  private static final String OUTSIDE = "outside_fraction";

  private final Map<Artefact, TissueCoverage> coverage = new EnumMap<>(Artefact.class);

  private final CellGrid grid;

  private PatchQuality(CellGrid grid) {
    this.grid = grid;
  }

  static PatchQuality of(CellGrid grid, PatchSlide slide) {
    PatchQuality quality = new PatchQuality(grid);
    TissueMask tissue = slide.tissue();
    slide
        .artefactMasks()
        .forEach(
            (artefact, mask) ->
                quality.coverage.put(
                    artefact,
                    new TissueCoverage(
                        grid, new TissueMask(mask, tissue.downsample(), tissue.mpp()))));
    return quality;
  }

  /** The share of the patch that each covers, by the names of the measures. */
  Map<String, Double> of(int column, int row) {
    Map<String, Double> shares = new TreeMap<>();
    coverage.forEach((artefact, of) -> shares.put(artefact.fraction(), of.fraction(column, row)));
    shares.put(OUTSIDE, grid.outside(column, row));
    return shares;
  }
}
