package org.wsispark.jobs.patches;

import java.util.EnumMap;
import java.util.Map;
import org.wsispark.jobs.options.Key;
import org.wsispark.patch.CellLimits;
import org.wsispark.patch.PatchGridOptions;
import org.wsispark.pixel.Artefact;

/** Which patches of the grid are made; shares are of the patch's area, by the masks of tissue. */
public record FilterOptions(
    @Key("Least share of a patch that is tissue, 0 to 1.") double minTissueFraction,
    @Key("Config of the tissue rows to use; empty when every slide has one.") String tissueConfig,
    @Key("Largest share that is marked by a pen, 0 to 1; 1 for no limit.") double maxPenFraction,
    @Key("Largest share that is nearly black, 0 to 1; 1 for no limit.") double maxDarkFraction,
    @Key("Largest share that is folded, 0 to 1; 1 for no limit.") double maxFoldFraction,
    @Key("Largest share that is glass inside tissue, 0 to 1; 1 for no limit.")
        double maxWhiteFraction,
    @Key("Largest share that is out of focus, 0 to 1; 1 for no limit.") double maxBlurFraction) {

  /** Checks the ranges. */
  public FilterOptions {
    limits(
        minTissueFraction,
        maxPenFraction,
        maxDarkFraction,
        maxFoldFraction,
        maxWhiteFraction,
        maxBlurFraction);
  }

  /** At least half tissue, whatever else there is. */
  public static FilterOptions defaults() {
    return new FilterOptions(PatchGridOptions.defaults().minTissueFraction(), "", 1, 1, 1, 1, 1);
  }

  CellLimits limits() {
    return limits(
        minTissueFraction,
        maxPenFraction,
        maxDarkFraction,
        maxFoldFraction,
        maxWhiteFraction,
        maxBlurFraction);
  }

  private static CellLimits limits(
      double tissue, double pen, double dark, double fold, double white, double blur) {
    Map<Artefact, Double> most = new EnumMap<>(Artefact.class);
    most.put(Artefact.PEN, pen);
    most.put(Artefact.DARK, dark);
    most.put(Artefact.FOLD, fold);
    most.put(Artefact.WHITE, white);
    most.put(Artefact.BLUR, blur);
    return new CellLimits(tissue, most);
  }
}
