package org.wsispark.jobs.patches;

import org.wsispark.jobs.options.Key;
import org.wsispark.jobs.options.OptionsError;
import org.wsispark.patch.CellSample;
import org.wsispark.patch.ClassBalance;
import org.wsispark.patch.ClassBalance.Scope;

/** Which part of the patches that pass the filters is made. */
public record SampleOptions(
    @Key("Share of the patches, above 0 and up to 1, chosen by the hash of their names.")
        double sampleShare,
    @Key("No slide gives more patches, so that large ones do not outweigh small ones; 0 for all.")
        int maxPerSlide,
    @Key("Seed of the sample.") long sampleSeed,
    @Key("No slide gives more patches of one label; those without one are one more; 0 for all.")
        int maxPerClass,
    @Key("Within what labels are balanced: none, slide (each by itself) or set.") String balance,
    @Key("A label has at most so many times the patches of the rarest one, 1 or more.")
        double balanceRatio) {

  /** Checks the ranges. */
  public SampleOptions {
    if (Scope.of(balance).isEmpty()) {
      throw OptionsError.badValue("balance", balance, "it is one of " + Scope.texts());
    }
    sample(sampleShare, maxPerSlide, sampleSeed, maxPerClass, balance, balanceRatio);
  }

  /** All of them. */
  public static SampleOptions defaults() {
    return new SampleOptions(1, 0, 1, 0, Scope.NONE.text(), 1);
  }

  /** At most so many of a slide. */
  public SampleOptions withMaxPerSlide(int most) {
    return new SampleOptions(sampleShare, most, sampleSeed, maxPerClass, balance, balanceRatio);
  }

  /** With labels balanced. */
  public SampleOptions withBalance(Scope scope, double ratio) {
    return new SampleOptions(
        sampleShare, maxPerSlide, sampleSeed, maxPerClass, scope.text(), ratio);
  }

  CellSample sample() {
    return sample(sampleShare, maxPerSlide, sampleSeed, maxPerClass, balance, balanceRatio);
  }

  private static CellSample sample(
      double share, int perSlide, long seed, int perClass, String balance, double ratio) {
    return new CellSample(
        share, perSlide, seed, new ClassBalance(perClass, Scope.of(balance).orElseThrow(), ratio));
  }
}
