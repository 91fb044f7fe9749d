package org.wsispark.jobs.patches;

import java.util.List;
import org.wsispark.jobs.options.Key;
import org.wsispark.jobs.options.OptionsError;
import org.wsispark.patch.LabelShare;
import org.wsispark.patch.SetRules;
import org.wsispark.patch.SlideRules;

/**
 * Which slides may go into a set, and what the set must have as a whole. Slides that the set has
 * already stay in it.
 */
public record EligibilityOptions(
    @Key("Organs of the set's slides, as the catalogue has them; empty for any.")
        List<String> organs,
    @Key("Stains of the set's slides; empty for any.") List<String> stains,
    @Key("Histological types of the set's slides; empty for any.") List<String> histologies,
    @Key("Whether slides without annotation are left out.") boolean requireAnnotation,
    @Key("Slides that give fewer patches are left out; 0 for none.") int minPatches,
    @Key(
            "Shares of a slide's patches that classes must cover, such as [\"tumour >= 0.3\","
                + " \"normal > 0\"]; slides with less are left out.")
        List<String> minLabelShares,
    @Key("Fewest slides of the set, else it is refused; 0 for any number.") int minSlides,
    @Key("Fewest slides of each organ, else the set is refused; 0 for any number.")
        int minSlidesPerOrgan,
    @Key("Fewest patients in each split, else the set is refused; 0 for any number.")
        int minPatientsPerSplit) {

  /** Checks the ranges and reads the shares. */
  public EligibilityOptions {
    organs = List.copyOf(organs);
    stains = List.copyOf(stains);
    histologies = List.copyOf(histologies);
    minLabelShares = List.copyOf(minLabelShares);
    minLabelShares.forEach(LabelShare::parse);
    notNegative("min-patches", minPatches);
    notNegative("min-slides", minSlides);
    notNegative("min-slides-per-organ", minSlidesPerOrgan);
    notNegative("min-patients-per-split", minPatientsPerSplit);
  }

  /** Every slide, any set. */
  public static EligibilityOptions defaults() {
    return new EligibilityOptions(List.of(), List.of(), List.of(), false, 0, List.of(), 0, 0, 0);
  }

  SlideRules slideRules() {
    return new SlideRules(
        organs,
        stains,
        histologies,
        requireAnnotation,
        minPatches,
        minLabelShares.stream().map(LabelShare::parse).toList());
  }

  SetRules setRules() {
    return new SetRules(minSlides, minSlidesPerOrgan, minPatientsPerSplit);
  }

  private static void notNegative(String key, int value) {
    if (value < 0) {
      throw OptionsError.badValue(key, value, "it is 0 or more");
    }
  }
}
