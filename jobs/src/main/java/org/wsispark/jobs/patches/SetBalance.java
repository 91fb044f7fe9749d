package org.wsispark.jobs.patches;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.io.Batches;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.patch.ClassBalance.Scope;
import org.wsispark.patch.SetCuts;

/**
 * Balances the labels of a whole set: looks at the labels of all patches that its new slides offer
 * before one of them is made. What the set has already counts and stays; what this very run has
 * made, before it was killed, is chosen anew, so that a resumed run chooses what a whole one does.
 * Holds a rank of 8 bytes for each patch offered.
 */
final class SetBalance {
  private final SparkSession spark;
  private final Lake lake;
  private final SetOptions set;
  private final SetSlides slides;
  private final String runId;
  private final Map<String, Long> there = new TreeMap<>();
  private final Map<String, List<double[]>> offered = new TreeMap<>();

  private SetBalance(
      SparkSession spark, Lake lake, SetOptions set, SetSlides slides, String runId) {
    this.spark = spark;
    this.lake = lake;
    this.set = set;
    this.slides = slides;
    this.runId = runId;
  }

  /**
   * The options with the cuts of the set, where its labels are to be balanced.
   *
   * @param slidesPerBatch slides in memory at a time
   * @param runId of the run; empty for a plan
   */
  static SetOptions balanced(
      SparkSession spark,
      Lake lake,
      SetOptions set,
      SetSlides slides,
      int slidesPerBatch,
      String runId) {
    if (set.selector().sample().balance().scope() != Scope.SET) {
      return set;
    }
    SetBalance balance = new SetBalance(spark, lake, set, slides, runId);
    TreeSet<String> looked = new TreeSet<>(slides.pending());
    looked.addAll(slides.madeBy(runId));
    balance.countOthers(looked);
    Batches.of(List.copyOf(looked), slidesPerBatch).forEach(balance::look);
    return set.within(balance.cuts());
  }

  /** Labels that the set has of slides that this run does not look at. */
  private void countOthers(Collection<String> looked) {
    for (Row row :
        lake.readOrEmpty(spark, LakeTable.PATCH_LABELS)
            .where(col("patch_set").equalTo(set.patchSet()))
            .where(not(col("slide_id").isin(looked.toArray())))
            .groupBy(coalesce(col("label"), lit("")))
            .count()
            .collectAsList()) {
      there.put(row.getString(0), row.getLong(1));
    }
  }

  private void look(List<String> ids) {
    List<PatchSlide> fixed = new ArrayList<>();
    List<PatchSlide> open = new ArrayList<>();
    for (PatchSlide slide : slides.load(ids)) {
      if (slide == null) {
        // Made by this run before it was killed, and no longer in the catalogue.
        continue;
      }
      boolean ofOthers = slide.made() != null && !slide.made().runId().equals(runId);
      (ofOthers ? fixed : open).add(ofOthers ? slide : slide.anew());
    }
    for (Map<String, double[]> ranks : ranks(fixed)) {
      ranks.forEach((label, of) -> there.merge(label, (long) of.length, Long::sum));
    }
    for (Map<String, double[]> ranks : ranks(open)) {
      ranks.forEach(
          (label, of) -> offered.computeIfAbsent(label, name -> new ArrayList<>()).add(of));
    }
  }

  /** A slide that cannot be looked at offers nothing; it goes to quarantine when it is its turn. */
  private List<Map<String, double[]>> ranks(List<PatchSlide> of) {
    CellSelector selector = set.selector();
    return of.isEmpty()
        ? List.of()
        : JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(of, of.size())
            .map(slide -> ranksOrNone(selector, slide))
            .collect();
  }

  private static Map<String, double[]> ranksOrNone(CellSelector selector, PatchSlide slide) {
    try {
      return selector.ranks(slide);
    } catch (WsiException e) {
      return Map.of();
    }
  }

  private SetCuts cuts() {
    Map<String, double[]> ranks = new HashMap<>();
    offered.forEach(
        (label, parts) ->
            ranks.put(label, parts.stream().flatMapToDouble(Arrays::stream).toArray()));
    return SetCuts.of(set.selector().sample().balance(), there, ranks);
  }
}
