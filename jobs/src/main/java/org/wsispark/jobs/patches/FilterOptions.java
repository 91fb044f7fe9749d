package org.wsispark.jobs.patches;

import org.wsispark.jobs.options.Key;
import org.wsispark.jobs.options.OptionsError;
import org.wsispark.patch.PatchGridOptions;

/** Which patches of the grid are made. */
public record FilterOptions(
    @Key("Least share of a patch that is tissue, 0 to 1.") double minTissueFraction,
    @Key("Config of the tissue rows to use; empty when every slide has one.") String tissueConfig) {

  /** Checks the ranges. */
  public FilterOptions {
    if (!(minTissueFraction >= 0 && minTissueFraction <= 1)) {
      throw OptionsError.badValue("min-tissue-fraction", minTissueFraction, "it lies from 0 to 1");
    }
  }

  /** At least half tissue. */
  public static FilterOptions defaults() {
    return new FilterOptions(PatchGridOptions.defaults().minTissueFraction(), "");
  }
}
