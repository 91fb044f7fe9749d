package org.wsispark.pixel;

import java.io.Serializable;
import org.wsispark.errors.WsiException;

/**
 * How tissue is told from glass. The lengths are physical, so they mean the same on every slide.
 *
 * @param rule by what; {@link TissueRule#OTSU_SATURATION} by default
 * @param mpp micrometres per pixel of the mask; 8 by default: a nucleus is one pixel, a whole slide
 *     a few million
 * @param threshold tissue lies above this value of the rule's plane, 1 to 254; 0, the default,
 *     finds it by Otsu's rule. PAIP's rule has its own.
 * @param minContrast steps (of 255) of the rule's plane that the mean of tissue must lie above the
 *     mean of glass, else the image is taken to be without tissue; 20 by default: noise of an empty
 *     scan splits into halves about 5 steps apart, the palest stained slides into halves 30 apart
 * @param openingRadiusUm radius of the disc of the opening, 0 for none; 8 by default: specks and
 *     threads thinner than a few pixels go, membranes between fat cells stay
 * @param closingRadiusUm radius of the disc of the closing, 0 for none; 32 by default: gaps between
 *     strands of one tissue, up to about a fat cell's width, close
 * @param minObjectAreaUm2 smallest piece of tissue that is kept, 0 for all; 40,000 by default: a
 *     square of 200 µm, below one patch of 256 px at 0.8 mpp
 * @param minHoleAreaUm2 smallest hole that stays a hole, 0 for all; 40,000 by default, for the same
 *     reason; a hole is glass that does not touch the edge of the image
 */
public record TissueOptions(
    TissueRule rule,
    double mpp,
    int threshold,
    int minContrast,
    double openingRadiusUm,
    double closingRadiusUm,
    double minObjectAreaUm2,
    double minHoleAreaUm2)
    implements Serializable {
  private static final double LARGEST_RADIUS_UM = 1_000;
  private static final double LARGEST_AREA_UM2 = 1e10;

  /**
   * Checks the values.
   *
   * @throws WsiException {@link PixelError#BAD_TISSUE_OPTIONS} when one is out of its range
   */
  public TissueOptions {
    check("mpp", mpp, 1, 100);
    check("threshold", threshold, 0, 254);
    check("min-contrast", minContrast, 1, 255);
    check("opening-radius-um", openingRadiusUm, 0, LARGEST_RADIUS_UM);
    check("closing-radius-um", closingRadiusUm, 0, LARGEST_RADIUS_UM);
    check("min-object-area-um2", minObjectAreaUm2, 0, LARGEST_AREA_UM2);
    check("min-hole-area-um2", minHoleAreaUm2, 0, LARGEST_AREA_UM2);
  }

  /**
   * With the default rule and no fixed threshold.
   *
   * @param mpp micrometres per pixel of the mask
   * @param minContrast least difference of the classes
   * @param openingRadiusUm radius of the opening
   * @param closingRadiusUm radius of the closing
   * @param minObjectAreaUm2 smallest piece
   * @param minHoleAreaUm2 smallest hole
   */
  public TissueOptions(
      double mpp,
      int minContrast,
      double openingRadiusUm,
      double closingRadiusUm,
      double minObjectAreaUm2,
      double minHoleAreaUm2) {
    this(
        TissueRule.OTSU_SATURATION,
        mpp,
        0,
        minContrast,
        openingRadiusUm,
        closingRadiusUm,
        minObjectAreaUm2,
        minHoleAreaUm2);
  }

  /**
   * What suits H&amp;E and IHC slides without further knowledge.
   *
   * @return the defaults of each component
   */
  public static TissueOptions defaults() {
    return new TissueOptions(8, 20, 8, 32, 40_000, 40_000);
  }

  static void check(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw WsiException.of(
              PixelError.BAD_TISSUE_OPTIONS,
              "%s is %s, not from %s to %s",
              name,
              value,
              least,
              most)
          .remedy("Correct " + name + " or leave it out to take its default");
    }
  }
}
