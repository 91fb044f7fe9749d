package org.wsispark.jobs.patches;

import java.util.List;
import org.wsispark.jobs.options.Key;
import org.wsispark.jobs.options.OptionsError;

/** What is stored of a patch's surroundings. */
public record ContextOptions(
    @Key(
            "Coarser resolutions, um per px, at which an image of the same size round the same"
                + " centre is stored with each patch: [1.0, 2.0]. Empty for none.")
        List<Double> contextMpp) {
  private static final int MOST = 8;
  private static final double COARSEST_UM = 1_000;

  /** Checks the ranges. */
  public ContextOptions {
    contextMpp = List.copyOf(contextMpp);
    if (contextMpp.size() > MOST) {
      throw OptionsError.badValue("context-mpp", contextMpp, "it has at most " + MOST + " entries");
    }
    double last = 0;
    for (double mpp : contextMpp) {
      if (!(mpp > last && mpp <= COARSEST_UM)) {
        throw OptionsError.badValue(
            "context-mpp", contextMpp, "it goes from finer to coarser, above 0 to 1000");
      }
      last = mpp;
    }
  }

  /** None of it. */
  public static ContextOptions defaults() {
    return new ContextOptions(List.of());
  }

  /** Contexts are coarser than their patch, and of decoded pixels. */
  void check(GridOptions grid, ImageOptions images) {
    if (!contextMpp.isEmpty() && Encoding.of(images.encoding()).passesTiles()) {
      throw OptionsError.badValue(
          "context-mpp",
          contextMpp,
          "encoding " + images.encoding() + " decodes nothing; take jpeg, png or raw");
    }
    if (!contextMpp.isEmpty() && grid.level() == null && contextMpp.get(0) <= grid.mpp()) {
      throw OptionsError.badValue(
          "context-mpp", contextMpp, "it is coarser than patches, of " + grid.mpp() + " mpp");
    }
  }
}
