package org.wsispark.jobs.tissue;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.Serializable;
import org.wsispark.jobs.io.Digests;
import org.wsispark.jobs.options.Key;
import org.wsispark.jobs.options.OptionsError;

/** Options of {@link TissueJob}. */
public record TissueJobOptions(
    @Key("Tissue") @JsonUnwrapped DetectionKeys tissue,
    @Key("Artefacts: pen, dark, fold, white, blur") @JsonUnwrapped QualityKeys quality,
    @Key("Folder for pictures of each slide with its tissue outlined; empty for none.")
        String overlays,
    @Key("Slides per Delta commit.") int slidesPerCommit)
    implements Serializable {

  /** Checks the ranges. */
  public TissueJobOptions {
    if (slidesPerCommit < 1) {
      throw OptionsError.badValue("slides-per-commit", slidesPerCommit, "it is at least 1");
    }
  }

  /** What suits most slides, without pictures. */
  public static TissueJobOptions defaults() {
    return new TissueJobOptions(DetectionKeys.defaults(), QualityKeys.defaults(), "", 200);
  }

  /** The same with pictures. */
  public TissueJobOptions withOverlays(String folder) {
    return new TissueJobOptions(tissue, quality, folder, slidesPerCommit);
  }

  /** Names the rows: a digest of what decides a mask and its measures, and of nothing else. */
  String config() {
    return Digests.brief(tissue.toString(), quality.toString());
  }
}
