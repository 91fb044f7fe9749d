package org.wsispark.jobs.tissue;

import java.io.Serializable;
import org.wsispark.jobs.options.Key;
import org.wsispark.jobs.options.OptionsError;
import org.wsispark.pixel.TissueOptions;
import org.wsispark.pixel.TissueRule;

/** How tissue is told from glass. */
public record DetectionKeys(
    @Key("How: otsu-saturation (ihc where that is too weak), otsu-grey, ihc, or paip.") String rule,
    @Key("Resolution of the mask in micrometres per pixel, 1 to 100.") double mpp,
    @Key("Relative difference of mpp within which a level is used as it is, 0 to 0.5.")
        double mppTolerance,
    @Key("Tissue lies above this value of the rule's plane, 1 to 254; 0 finds it by Otsu.")
        int threshold,
    @Key("Steps of the plane, 1 to 255, by which tissue must exceed glass; else there is none.")
        int minContrast,
    @Key("Radius of the opening in micrometres, 0 for none.") double openingRadiusUm,
    @Key("Radius of the closing in micrometres, 0 for none.") double closingRadiusUm,
    @Key("Smallest piece of tissue that is kept, in square micrometres.") double minObjectAreaUm2,
    @Key("Smallest hole that stays a hole, in square micrometres.") double minHoleAreaUm2)
    implements Serializable {

  /** Checks the ranges. */
  public DetectionKeys {
    if (!TissueRule.texts().contains(rule)) {
      throw OptionsError.badValue("rule", rule, "it is one of " + TissueRule.texts());
    }
    if (!(mppTolerance >= 0 && mppTolerance <= 0.5)) {
      throw OptionsError.badValue("mpp-tolerance", mppTolerance, "it lies from 0 to 0.5");
    }
    new TissueOptions(
        TissueRule.OTSU_GREY,
        mpp,
        threshold,
        minContrast,
        openingRadiusUm,
        closingRadiusUm,
        minObjectAreaUm2,
        minHoleAreaUm2);
  }

  /** About 8 mpp: a level from 5.6 to 10.4 mpp is used as it is, which spares resampling. */
  public static DetectionKeys defaults() {
    TissueOptions d = TissueOptions.defaults();
    return new DetectionKeys(
        d.rule().text(),
        d.mpp(),
        0.3,
        d.threshold(),
        d.minContrast(),
        d.openingRadiusUm(),
        d.closingRadiusUm(),
        d.minObjectAreaUm2(),
        d.minHoleAreaUm2());
  }

  TissueOptions options() {
    return new TissueOptions(
        TissueRule.of(rule),
        mpp,
        threshold,
        minContrast,
        openingRadiusUm,
        closingRadiusUm,
        minObjectAreaUm2,
        minHoleAreaUm2);
  }
}
