package org.wsispark.jobs.patches;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.wsispark.jobs.io.CurrentDocuments;
import org.wsispark.jobs.patches.PatchFacts.Facts;
import org.wsispark.patch.SetRules.Member;
import org.wsispark.patch.SlideRules;
import org.wsispark.patch.SlideRules.Known;
import org.wsispark.patch.SlideRules.LeftOut;

/** The slides that a set's rules leave out, and whether what remains is a set at all. */
final class SetEligibility {
  private final EligibilityOptions options;
  private final SlideRules rules;
  private final Map<String, LeftOut> leftOut = new LinkedHashMap<>();
  private final Map<String, Known> known = new HashMap<>();

  private SetEligibility(EligibilityOptions options) {
    this.options = options;
    this.rules = options.slideRules();
  }

  /** Applies the rules on what the catalogue knows; slides of the set stay in it. */
  static SetEligibility of(
      EligibilityOptions options,
      Supplier<List<Row>> slides,
      CurrentDocuments documents,
      SetState state) {
    SetEligibility found = new SetEligibility(options);
    if (options.equals(EligibilityOptions.defaults())) {
      return found;
    }
    for (Row row : slides.get()) {
      String id = row.getAs("slide_id");
      Known slide =
          new Known(
              id,
              row.getAs("organ"),
              row.getAs("stain"),
              row.getAs("histology"),
              documents.has(id));
      found.known.put(id, slide);
      if (!state.images().containsKey(id)) {
        found.rules.ofCatalogue(slide).ifPresent(out -> found.leftOut.put(id, out));
      }
    }
    return found;
  }

  /** Whether a slide is left out, as far as is known by now. */
  boolean leavesOut(String slideId) {
    return leftOut.containsKey(slideId);
  }

  /** All slides that are left out. */
  List<LeftOut> leftOut() {
    return List.copyOf(leftOut.values());
  }

  /**
   * Applies the rules on patches.
   *
   * @param set what patches there are
   * @param batches slides that are new to the set
   * @param load gives the slides of a batch
   */
  void countPatches(
      SparkSession spark,
      SetOptions set,
      List<List<String>> batches,
      Function<List<String>, List<PatchSlide>> load) {
    if (known.isEmpty() || !rules.countPatches()) {
      return;
    }
    JavaSparkContext sc = JavaSparkContext.fromSparkContext(spark.sparkContext());
    PatchFacts counter =
        new PatchFacts(new LabelMaker(set, ""), !options.minLabelShares().isEmpty());
    for (List<String> batch : batches) {
      List<PatchSlide> slides = load.apply(batch);
      for (Facts facts : sc.parallelize(slides, slides.size()).map(counter::of).collect()) {
        if (facts.patches() >= 0) {
          rules
              .ofPatches(facts.slideId(), facts.patches(), facts.shares())
              .ifPresent(out -> leftOut.put(facts.slideId(), out));
        }
      }
    }
  }

  /**
   * Applies the rules on the set.
   *
   * @param members slides that the set has or would have
   * @param splits of the set
   */
  void checkSet(List<String> members, SetSplits splits) {
    if (known.isEmpty()) {
      return;
    }
    List<Member> left = new ArrayList<>();
    for (String id : members) {
      left.add(new Member(known.get(id).organ(), splits.patientOf(id), splits.of(id)));
    }
    options
        .setRules()
        .check(left, options.organs(), splits.names(), LeftOutReport.byRule(leftOut()));
  }
}
