package org.wsispark.jobs.patches;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.wsispark.jobs.options.Key;
import org.wsispark.jobs.options.OptionsError;
import org.wsispark.patch.SplitPlanner;
import org.wsispark.patch.SplitRule;

/** How patients are shared out over splits. A patient is in one only. */
public record SplitOptions(
    @Key(
            "How: hash (of the patient), stratified (each stratum alike), site (whole sites) or"
                + " none.")
        String split,
    @Key("Columns of slides or diagnostic fields that make the strata of split stratified.")
        List<String> splitBy,
    @Key("Column of slides or diagnostic field that names the site, for split site.")
        String siteField,
    @Key("Share of the split train, 0 or more; the three are scaled to sum to 1.")
        double trainShare,
    @Key("Share of the split validation, 0 or more.") double validationShare,
    @Key("Share of the split test, 0 or more.") double testShare,
    @Key("Number of equal folds, named fold-0 and so on, instead of the three splits; 0 for none.")
        int folds,
    @Key("Seed of the splits.") long splitSeed) {

  /** Checks the ranges. */
  public SplitOptions {
    splitBy = List.copyOf(splitBy);
    if (!SplitRule.texts().contains(split)) {
      throw OptionsError.badValue("split", split, "it is one of " + SplitRule.texts());
    }
    if (folds < 0 || folds == 1 || folds > 1_000) {
      throw OptionsError.badValue("folds", folds, "it is 0 or lies from 2 to 1000");
    }
    new SplitPlanner(
        SplitRule.HASH, shares(folds, trainShare, validationShare, testShare), splitSeed);
  }

  /** Eight tenths train, a tenth each validation and test, by the hash of the patient. */
  public static SplitOptions defaults() {
    return new SplitOptions(
        SplitRule.HASH.text(), List.of("organ", "stain"), "site", 0.8, 0.1, 0.1, 0, 1);
  }

  SplitRule rule() {
    return SplitRule.valueOf(split.toUpperCase(Locale.ROOT));
  }

  /** The splits that slides can be in. */
  Set<String> names() {
    Set<String> names = new TreeSet<>();
    shares(folds, trainShare, validationShare, testShare)
        .forEach(
            (name, share) -> {
              if (share > 0) {
                names.add(name);
              }
            });
    return names;
  }

  SplitPlanner planner() {
    return new SplitPlanner(
        rule(), shares(folds, trainShare, validationShare, testShare), splitSeed);
  }

  private static Map<String, Double> shares(
      int folds, double train, double validation, double test) {
    Map<String, Double> shares = new LinkedHashMap<>();
    for (int k = 0; k < folds; k++) {
      shares.put("fold-" + k, 1.0);
    }
    if (folds == 0) {
      shares.put("train", train);
      shares.put("validation", validation);
      shares.put("test", test);
    }
    return shares;
  }
}
