package org.wsispark.jobs.tissue;

import java.io.Serializable;
import org.wsispark.jobs.io.Digests;
import org.wsispark.jobs.options.Key;
import org.wsispark.jobs.options.OptionsError;
import org.wsispark.pixel.TissueOptions;
import org.wsispark.pixel.TissueRule;

/** Options of {@link TissueJob}. */
public record TissueJobOptions(
    @Key(
            "How tissue is told from glass: otsu-saturation, or paip (any channel below 235, 210,"
                + " 235), which of the keys below uses mpp only.")
        String rule,
    @Key("Resolution of the mask in micrometres per pixel, 1 to 100.") double mpp,
    @Key("Relative difference of mpp within which a level is used as it is, 0 to 0.5.")
        double mppTolerance,
    @Key("Steps of saturation, 1 to 255, by which tissue must exceed glass; else there is none.")
        int minContrast,
    @Key("Radius of the opening in micrometres, 0 for none.") double openingRadiusUm,
    @Key("Radius of the closing in micrometres, 0 for none.") double closingRadiusUm,
    @Key("Smallest piece of tissue that is kept, in square micrometres.") double minObjectAreaUm2,
    @Key("Smallest hole that stays a hole, in square micrometres.") double minHoleAreaUm2,
    @Key("Folder for pictures of each slide with its tissue outlined; empty for none.")
        String overlays,
    @Key("Slides per Delta commit.") int slidesPerCommit)
    implements Serializable {

  /** Checks the ranges. */
  public TissueJobOptions {
    if (!TissueRule.texts().contains(rule)) {
      throw OptionsError.badValue("rule", rule, "it is one of " + TissueRule.texts());
    }
    new TissueOptions(
        mpp, minContrast, openingRadiusUm, closingRadiusUm, minObjectAreaUm2, minHoleAreaUm2);
    if (!(mppTolerance >= 0 && mppTolerance <= 0.5)) {
      throw OptionsError.badValue("mpp-tolerance", mppTolerance, "it lies from 0 to 0.5");
    }
    if (slidesPerCommit < 1) {
      throw OptionsError.badValue("slides-per-commit", slidesPerCommit, "it is at least 1");
    }
  }

  /** About 8 mpp: a level from 5.6 to 10.4 mpp is used as it is, which spares resampling. */
  public static TissueJobOptions defaults() {
    TissueOptions d = TissueOptions.defaults();
    return new TissueJobOptions(
        d.rule().text(),
        d.mpp(),
        0.3,
        d.minContrast(),
        d.openingRadiusUm(),
        d.closingRadiusUm(),
        d.minObjectAreaUm2(),
        d.minHoleAreaUm2(),
        "",
        200);
  }

  /** The same with pictures. */
  public TissueJobOptions withOverlays(String folder) {
    return new TissueJobOptions(
        rule,
        mpp,
        mppTolerance,
        minContrast,
        openingRadiusUm,
        closingRadiusUm,
        minObjectAreaUm2,
        minHoleAreaUm2,
        folder,
        slidesPerCommit);
  }

  TissueOptions detection() {
    return new TissueOptions(
        TissueRule.of(rule),
        mpp,
        minContrast,
        openingRadiusUm,
        closingRadiusUm,
        minObjectAreaUm2,
        minHoleAreaUm2);
  }

  /** Names the rows: a digest of what decides a mask, and of nothing else. */
  String config() {
    return Digests.brief(detection().toString(), Double.toString(mppTolerance));
  }
}
