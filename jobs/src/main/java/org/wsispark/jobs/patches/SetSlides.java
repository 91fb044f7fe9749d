package org.wsispark.jobs.patches;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.Rational;
import org.wsispark.jobs.dataset.DatasetRecord;
import org.wsispark.jobs.dataset.DatasetSlide;
import org.wsispark.jobs.dataset.PlainSet;
import org.wsispark.jobs.io.Batches;
import org.wsispark.jobs.io.CurrentDocuments;
import org.wsispark.jobs.io.CurrentDocuments.Content;
import org.wsispark.jobs.io.Failure;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.SlideRow;
import org.wsispark.jobs.io.TableRows;
import org.wsispark.jobs.io.TissueSlides;
import org.wsispark.jobs.patches.SetState.Need;
import org.wsispark.patch.SlideRules.LeftOut;

/** The slides of the catalogue that a run works on, with their tissue and annotation. */
final class SetSlides {
  private final SetState state;
  private final SetEligibility eligibility;
  private final TissueSlides slides;
  private final CurrentDocuments documents;
  private final TableRows images;
  private final List<String> pending = new ArrayList<>();
  private final List<String> members = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();
  private SetSplits splits = SetSplits.none();
  private long current;

  private SetSlides(
      SetState state,
      SetEligibility eligibility,
      TissueSlides slides,
      CurrentDocuments documents,
      TableRows images) {
    this.state = state;
    this.eligibility = eligibility;
    this.slides = slides;
    this.documents = documents;
    this.images = images;
  }

  static SetSlides find(
      SparkSession spark, Lake lake, PatchesOptions options, SetOptions set, boolean relabelOnly) {
    options
        .annotated()
        .checkRoi(set.classes(), () -> texts(spark, lake, LakeTable.ANNOTATIONS, "class"));
    TissueSlides slides = TissueSlides.find(spark, lake, options.filter().tissueConfig());
    CurrentDocuments documents = CurrentDocuments.of(spark, lake);
    Optional<PlainSet> plain = options.plain(spark);
    Optional<DatasetRecord> record = plain.flatMap(PlainSet::state);
    SetState state = plain.isEmpty() ? SetState.of(spark, lake, set) : SetState.of(record, set);
    if (relabelOnly && state.images().isEmpty()) {
      throw WsiException.of(
              PatchesError.NO_SET,
              "there is no patch set %s, only %s",
              options.patchSet(),
              texts(spark, lake, LakeTable.PATCH_SETS, "patch_set"))
          .inSlide(lake.root())
          .remedy("Name one of these, or make it without --relabel");
    }
    Supplier<List<DatasetSlide>> known =
        plain.isEmpty()
            ? () -> SetSplits.known(spark, lake, options.patchSet())
            : () -> record.map(DatasetRecord::slides).orElse(List.of());
    Supplier<List<Row>> cohort = () -> cohort(slides);
    SetEligibility eligibility =
        SetEligibility.of(
            relabelOnly ? EligibilityOptions.defaults() : options.eligibility(),
            cohort,
            documents,
            state);
    TableRows images =
        TableRows.of(spark, lake, LakeTable.PATCH_IMAGES).where("patch_set", options.patchSet());
    SetSlides found = new SetSlides(state, eligibility, slides, documents, images);
    slides.sources().forEach((id, source) -> found.sortOut(id, source, relabelOnly));
    found.leaveOut(spark, set, options.tasks().slidesPerCommit());
    // Last: a split has its share of the slides that are in the set, and of no others.
    found.splits = SetSplits.of(options, cohort, known, new HashSet<>(found.members)::contains);
    eligibility.checkSet(found.members, found.splits);
    return found;
  }

  /** The different texts of a column, in order. */
  private static Set<String> texts(SparkSession spark, Lake lake, LakeTable table, String column) {
    Set<String> texts = new TreeSet<>();
    TableRows.of(spark, lake, table).distinct(column).forEach(row -> texts.add(row.getString(0)));
    return texts;
  }

  /** What rules and splits go by, of slides with tissue, in order of their ids. */
  private static List<Row> cohort(TissueSlides slides) {
    return slides
        .catalogue()
        .rows()
        .select("slide_id", "patient_id", "source_id", "organ", "stain", "histology", "diagnosis")
        .stream()
        .filter(row -> slides.sources().containsKey(row.getString(0)))
        .sorted(Comparator.comparing(row -> row.getString(0)))
        .toList();
  }

  private void sortOut(String id, String sourceId, boolean relabelOnly) {
    if (eligibility.leavesOut(id)) {
      return;
    }
    try {
      Need need = state.of(id, sourceId, documents.of(id));
      members.add(id);
      if (need == Need.NOTHING) {
        current++;
      } else if (!relabelOnly || need == Need.RELABEL) {
        pending.add(id);
      }
    } catch (WsiException e) {
      failures.add(Failure.of(id, e.inSlide(id)));
    }
  }

  /** Takes away what the rules on patches leave out; slides of the set stay in it. */
  private void leaveOut(SparkSession spark, SetOptions set, int batchSize) {
    List<String> fresh = pending.stream().filter(id -> !state.images().containsKey(id)).toList();
    eligibility.countPatches(spark, set, Batches.of(fresh, batchSize), this::load);
    pending.removeIf(eligibility::leavesOut);
    members.removeIf(eligibility::leavesOut);
  }

  /** Slides that the set's rules leave out. */
  List<LeftOut> leftOut() {
    return eligibility.leftOut();
  }

  /** Slides to work on, in order of their ids. */
  List<String> pending() {
    return pending;
  }

  /** Slides that cannot be worked on. */
  List<Failure> failures() {
    return failures;
  }

  /** How the set's slides are shared out. */
  SplitShares shares() {
    return SplitShares.of(splits);
  }

  /** How many slides have all their rows already. */
  long current() {
    return current;
  }

  /** Slides that have no tissue row, or one of other bytes. */
  List<String> withoutTissue() {
    return slides.without();
  }

  /** The slides of a batch, in the order of the ids; null where one is not there any more. */
  List<PatchSlide> load(List<String> ids) {
    Map<String, Content> annotations = documents.load(ids);
    Map<String, MadePatches> made = made(ids);
    Map<String, TissueSlides.Loaded> loaded = slides.load(ids);
    List<PatchSlide> all = new ArrayList<>();
    for (String id : ids) {
      TissueSlides.Loaded slide = loaded.get(id);
      all.add(slide == null ? null : slide(slide, annotations.get(id), made.get(id)));
    }
    return all;
  }

  /** The patches of those slides of which the set has images. */
  private Map<String, MadePatches> made(List<String> ids) {
    List<String> there = ids.stream().filter(state.images()::containsKey).toList();
    Map<String, MadePatches> made = new HashMap<>();
    if (there.isEmpty()) {
      return made;
    }
    Map<String, IntStream.Builder> corners = new HashMap<>();
    for (Row row : images.where("slide_id", there).select("slide_id", "x", "y")) {
      corners
          .computeIfAbsent(row.getString(0), id -> IntStream.builder())
          .add(row.getInt(1))
          .add(row.getInt(2));
    }
    corners.forEach(
        (id, of) -> made.put(id, new MadePatches(of.build().toArray(), state.runs().get(id))));
    return made;
  }

  /** Slides with images that a run made, whether they lack something or not. */
  List<String> madeBy(String runId) {
    return state.runs().entrySet().stream()
        .filter(made -> made.getValue().equals(runId))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private PatchSlide slide(TissueSlides.Loaded slide, Content annotationOrNull, MadePatches made) {
    SlideRow row = slide.slide();
    Row tissue = slide.tissue();
    String documentId = annotationOrNull == null ? null : annotationOrNull.documentId();
    boolean relabel = state.of(row.slideId(), row.sourceId(), documentId) == Need.RELABEL;
    return new PatchSlide(
        row,
        tissue.getAs("mask"),
        new Downsample(
            Rational.parse(tissue.getAs("downsample_x")),
            Rational.parse(tissue.getAs("downsample_y"))),
        tissue.<Double>getAs("mpp"),
        new HashMap<>(tissue.<String, byte[]>getJavaMap(tissue.fieldIndex("artefacts"))),
        splits.of(row.slideId()),
        documentId,
        annotationOrNull == null ? null : annotationOrNull.content(),
        made,
        !state.images().containsKey(row.slideId()),
        relabel || !state.labels().containsKey(row.slideId()));
  }
}
