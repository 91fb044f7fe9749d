package org.wsispark.jobs.patches;

import org.wsispark.geometry.Mpp;
import org.wsispark.jobs.options.Key;
import org.wsispark.jobs.options.OptionsError;
import org.wsispark.patch.PatchGridOptions;
import org.wsispark.patch.Resolution;
import org.wsispark.raster.Resampling;

/** How patches lie on a slide. */
public record GridOptions(
    @Key("Side of a patch in pixels of its resolution, 1 to 8192.") int patchSizePx,
    @Key("From one patch to the next in pixels of its resolution, 1 to 131072.") int stridePx,
    @Key("Resolution of patches in micrometres per pixel; not used when a level is named.")
        double mpp,
    @Key("Level that patches are cut from as it is, 0 the finest; null goes by mpp.") Integer level,
    @Key("Relative difference of mpp within which a level is used as it is, 0 to 0.5.")
        double mppTolerance,
    @Key("How pixels are made where no level is within the tolerance: area or lanczos.")
        String resampling) {

  /** Checks the ranges. */
  public GridOptions {
    if (Resampling.of(resampling).isEmpty()) {
      throw OptionsError.badValue("resampling", resampling, "it is area or lanczos");
    }
    options(patchSizePx, stridePx, mpp, level, mppTolerance, resampling, 0);
  }

  /** 256 px at 0.5 mpp, side by side. */
  public static GridOptions defaults() {
    PatchGridOptions grid = PatchGridOptions.defaults();
    return new GridOptions(grid.sizePx(), grid.stridePx(), 0.5, null, 0.01, Resampling.AREA.text());
  }

  /** At another resolution, whatever level was named. */
  public GridOptions withMpp(double umPerPx) {
    return new GridOptions(patchSizePx, stridePx, umPerPx, null, mppTolerance, resampling);
  }

  PatchGridOptions withTissue(double minFraction) {
    return options(patchSizePx, stridePx, mpp, level, mppTolerance, resampling, minFraction);
  }

  private static PatchGridOptions options(
      int size,
      int stride,
      double mpp,
      Integer level,
      double tolerance,
      String resampling,
      double minTissue) {
    Resolution at =
        level == null
            ? new Resolution.AtMpp(new Mpp(mpp), tolerance, Resampling.of(resampling).orElseThrow())
            : new Resolution.AtLevel(level);
    return new PatchGridOptions(size, stride, at, minTissue);
  }
}
