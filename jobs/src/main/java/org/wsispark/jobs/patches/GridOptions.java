package org.wsispark.jobs.patches;

import org.wsispark.geometry.Mpp;
import org.wsispark.jobs.options.Key;
import org.wsispark.jobs.options.OptionsError;
import org.wsispark.patch.EdgePolicy;
import org.wsispark.patch.PatchGridOptions;
import org.wsispark.patch.Resolution;
import org.wsispark.patch.ScannerTileRule;
import org.wsispark.patch.SquareRule;
import org.wsispark.raster.Resampling;

/** How patches lie on a slide. */
public record GridOptions(
    @Key(
            "Side of a patch in pixels of its resolution, 1 to 8192; 0 is 256, and with encoding"
                + " source or reference the tile's.")
        int patchSizePx,
    @Key(
            "From one patch to the next in pixels of its resolution, 1 to 131072; 0 is the side, so"
                + " that patches touch.")
        int stridePx,
    @Key(
            "Patches over the right and bottom edge: drop (none), pad (white outside) or shift"
                + " (moved inwards).")
        String edge,
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
    if (!EdgePolicy.ofEqualCells().contains(edge)) {
      throw OptionsError.badValue("edge", edge, "it is one of " + EdgePolicy.ofEqualCells());
    }
    squares(patchSizePx, stridePx, edge, resolution(mpp, level, mppTolerance, resampling));
  }

  /** 256 px at 0.5 mpp, side by side. */
  public static GridOptions defaults() {
    return new GridOptions(0, 0, EdgePolicy.DROP.text(), 0.5, null, 0.01, Resampling.AREA.text());
  }

  /** At another resolution, whatever level was named. */
  public GridOptions withMpp(double umPerPx) {
    return new GridOptions(patchSizePx, stridePx, edge, umPerPx, null, mppTolerance, resampling);
  }

  /** With patches over the edge treated in another way. */
  public GridOptions withEdge(EdgePolicy policy) {
    return new GridOptions(
        patchSizePx, stridePx, policy.text(), mpp, level, mppTolerance, resampling);
  }

  /** Another resolution of the same slides; surroundings are always means of areas. */
  Resolution atMpp(double umPerPx) {
    return new Resolution.AtMpp(new Mpp(umPerPx), mppTolerance);
  }

  /** Squares of decoded pixels. */
  SquareRule ofSquares() {
    return squares(patchSizePx, stridePx, edge, resolution(mpp, level, mppTolerance, resampling));
  }

  /** The scanner's tiles. */
  ScannerTileRule ofTiles() {
    if (edge.equals(EdgePolicy.SHIFT.text())) {
      throw OptionsError.badValue(
          "edge", edge, "tiles that are not decoded cannot be moved; take drop or pad");
    }
    return new ScannerTileRule(
        resolution(mpp, level, mppTolerance, resampling),
        patchSizePx,
        stridePx,
        EdgePolicy.of(edge).orElseThrow());
  }

  private static SquareRule squares(int sizePx, int stridePx, String edge, Resolution at) {
    int side = sizePx == 0 ? PatchGridOptions.defaults().sizePx() : sizePx;
    return new SquareRule(
        new PatchGridOptions(
            side, stridePx == 0 ? side : stridePx, EdgePolicy.of(edge).orElseThrow(), at, 0));
  }

  private static Resolution resolution(
      double mpp, Integer level, double tolerance, String resampling) {
    return level == null
        ? new Resolution.AtMpp(new Mpp(mpp), tolerance, Resampling.of(resampling).orElseThrow())
        : new Resolution.AtLevel(level);
  }
}
