package org.wsispark.patch;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How patients are shared out over the splits of a data set. */
public enum SplitRule {
  /** Not at all. */
  NONE,
  /** By the hash of the patient alone: a patient's split never changes as a cohort grows. */
  HASH,
  /** In each stratum (organ and stain, say) by quota, in the order of the hashes. */
  STRATIFIED,
  /** Whole sites, largest first, to the split that lacks most. */
  SITE;

  /**
   * As options write it.
   *
   * @return lower case
   */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * All texts.
   *
   * @return in order
   */
  public static List<String> texts() {
    return Arrays.stream(values()).map(SplitRule::text).toList();
  }
}
