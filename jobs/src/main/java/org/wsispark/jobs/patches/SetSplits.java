package org.wsispark.jobs.patches;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.wsispark.jobs.dataset.DatasetSlide;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.TableRows;
import org.wsispark.jobs.options.OptionsError;
import org.wsispark.patch.SplitGuard;
import org.wsispark.patch.SplitPlanner.Subject;
import org.wsispark.patch.SplitRule;

/**
 * The splits of a set's slides. Patients keep the split that the set gave them before, and a set in
 * which a patient would be in two splits is refused before a row of it is made.
 */
final class SetSplits {
  private final Map<String, String> bySlide = new HashMap<>();
  private final Map<String, String> patients = new HashMap<>();
  private final Set<String> names;

  private SetSplits(Set<String> names) {
    this.names = names;
  }

  /** Of slides that are not shared out. */
  static SetSplits none() {
    return new SetSplits(Set.of());
  }

  /** The splits that there are to be; none without a rule. */
  Set<String> names() {
    return names;
  }

  /** What stands for a slide's patient; null without splits. */
  String patientOf(String slideId) {
    return patients.get(slideId);
  }

  /** The split of a slide; null without one. */
  String of(String slideId) {
    return bySlide.get(slideId);
  }

  /** Slides of a split, in order. */
  List<String> slidesIn(String split) {
    return bySlide.entrySet().stream()
        .filter(slide -> split.equals(slide.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** Slides of the set that have a split, by the lake's labels. */
  static List<DatasetSlide> known(SparkSession spark, Lake lake, String patchSet) {
    return TableRows.of(spark, lake, LakeTable.PATCH_LABELS)
        .where("patch_set", patchSet)
        .distinct("slide_id", "source_id", "document_id", "patient_id", "split")
        .stream()
        .filter(row -> !row.isNullAt(4))
        .map(
            row ->
                new DatasetSlide(
                    row.getString(0),
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    0))
        .toList();
  }

  /**
   * Of a cohort.
   *
   * @param slides gives what the catalogue says of slides with tissue
   * @param known gives the slides that the set has already, with their splits
   * @param taken which of the catalogue's slides are to have a split
   */
  static SetSplits of(
      PatchesOptions options,
      Supplier<List<Row>> slides,
      Supplier<List<DatasetSlide>> known,
      Predicate<String> taken) {
    SplitOptions split = options.splits();
    if (split.rule() == SplitRule.NONE) {
      return none();
    }
    SetSplits found = new SetSplits(split.names());
    SplitGuard guard = new SplitGuard();
    Map<String, String> already = new HashMap<>();
    for (DatasetSlide slide : known.get()) {
      guard.add(slide.slideId(), slide.patientId(), slide.sourceId(), slide.split());
      already.put(patient(slide.patientId(), slide.sourceId()), slide.split());
    }
    List<Row> rows = slides.get().stream().filter(row -> taken.test(row.getString(0))).toList();
    List<Subject> cohort = new ArrayList<>();
    for (Row row : rows) {
      cohort.add(
          new Subject(
              row.getString(0),
              patient(row.getString(1), row.getString(2)),
              split.splitBy().stream()
                  .map(field -> field(row, field))
                  .collect(Collectors.joining("/")),
              split.rule() == SplitRule.SITE ? field(row, split.siteField()) : ""));
    }
    Map<String, String> planned = split.planner().plan(cohort, already);
    for (Row row : rows) {
      String patient = patient(row.getString(1), row.getString(2));
      String of = planned.get(patient);
      guard.add(row.getString(0), row.getString(1), row.getString(2), of);
      if (split.rule() == SplitRule.SITE) {
        guard.addSite(row.getString(0), field(row, split.siteField()), of);
      }
      found.bySlide.put(row.getString(0), of);
      found.patients.put(row.getString(0), patient);
    }
    return found;
  }

  /** A slide of unknown patient stands for a patient of its own, known by the slide's bytes. */
  private static String patient(String patientIdOrNull, String sourceId) {
    return patientIdOrNull == null ? "source " + sourceId : "patient " + patientIdOrNull;
  }

  private static String field(Row row, String name) {
    if (List.of("organ", "stain", "histology").contains(name)) {
      return String.valueOf(row.<String>getAs(name));
    }
    if (Arrays.asList(row.schema().fieldNames()).contains(name)) {
      throw OptionsError.badValue("split-by", name, "that column says nothing of a stratum");
    }
    Map<String, String> diagnosis = row.getJavaMap(row.fieldIndex("diagnosis"));
    return String.valueOf(diagnosis.get(name));
  }
}
