package org.wsispark.jobs.patches;

import org.wsispark.jobs.options.Key;
import org.wsispark.patch.CellSample;

/** Which part of the patches that pass the filters is made. */
public record SampleOptions(
    @Key("Share of the patches, above 0 and up to 1, chosen by the hash of their names.")
        double sampleShare,
    @Key("No slide gives more patches, so that large ones do not outweigh small ones; 0 for all.")
        int maxPerSlide,
    @Key("Seed of the sample.") long sampleSeed) {

  /** Checks the ranges. */
  public SampleOptions {
    new CellSample(sampleShare, maxPerSlide, sampleSeed);
  }

  /** All of them. */
  public static SampleOptions defaults() {
    return new SampleOptions(1, 0, 1);
  }

  CellSample sample() {
    return new CellSample(sampleShare, maxPerSlide, sampleSeed);
  }
}
