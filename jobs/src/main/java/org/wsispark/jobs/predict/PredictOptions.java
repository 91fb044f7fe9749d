package org.wsispark.jobs.predict;

import org.wsispark.jobs.options.Key;
import org.wsispark.jobs.options.OptionsError;
import org.wsispark.raster.Resampling;

/** Options of {@link PredictJob}. */
public record PredictOptions(
    @Key("Name of a built-in model or path of an .onnx file with its card (.yaml) beside it.")
        String model,
    @Key("Config of the tissue rows to use; empty when every slide has one.") String tissueConfig,
    @Key("Relative difference of mpp within which a level is used as it is, 0 to 0.5.")
        double mppTolerance,
    @Key("How pixels are made where no level is within the tolerance: area or lanczos.")
        String resampling,
    @Key("Windows with at most this share of tissue are skipped, 0 to 1.") double minTissue,
    @Key("Windows per task at most; large slides make many tasks.") int windowsPerTask,
    @Key("Slides per Delta commit.") int slidesPerCommit) {

  /** Checks the ranges. */
  public PredictOptions {
    if (!(mppTolerance >= 0 && mppTolerance <= 0.5)) {
      throw OptionsError.badValue("mpp-tolerance", mppTolerance, "it lies from 0 to 0.5");
    }
    if (Resampling.of(resampling).isEmpty()) {
      throw OptionsError.badValue("resampling", resampling, "it is area or lanczos");
    }
    if (!(minTissue >= 0 && minTissue < 1)) {
      throw OptionsError.badValue("min-tissue", minTissue, "it lies from 0 to below 1");
    }
    if (windowsPerTask < 1) {
      throw OptionsError.badValue("windows-per-task", windowsPerTask, "it is at least 1");
    }
    if (slidesPerCommit < 1) {
      throw OptionsError.badValue("slides-per-commit", slidesPerCommit, "it is at least 1");
    }
  }

  /** The built-in model on any tissue. */
  public static PredictOptions defaults() {
    return new PredictOptions("hematoxylin-density", "", 0.01, Resampling.AREA.text(), 0, 256, 200);
  }

  /** With another model. */
  public PredictOptions withModel(String other) {
    return new PredictOptions(
        other, tissueConfig, mppTolerance, resampling, minTissue, windowsPerTask, slidesPerCommit);
  }
}
