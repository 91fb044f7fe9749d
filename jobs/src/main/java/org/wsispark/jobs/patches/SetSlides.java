package org.wsispark.jobs.patches;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.Rational;
import org.wsispark.jobs.dataset.DatasetRecord;
import org.wsispark.jobs.dataset.DatasetSlide;
import org.wsispark.jobs.dataset.PlainSet;
import org.wsispark.jobs.io.Failure;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.SlideRow;
import org.wsispark.jobs.io.TissueRow;
import org.wsispark.jobs.patches.SetState.Need;
import org.wsispark.patch.SlideRules.LeftOut;

/** The slides of the catalogue that a run works on, with their tissue and annotation. */
final class SetSlides {
  private final SetState state;
  private final SetSplits splits;
  private final SetEligibility eligibility;
  private final Dataset<Row> slides;
  private final Dataset<Row> documents;
  private final Dataset<Row> images;
  private final List<String> pending = new ArrayList<>();
  private final List<String> members = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();
  private long current;
  private long withoutTissue;
  private long left;

  private SetSlides(
      SetState state,
      SetSplits splits,
      SetEligibility eligibility,
      Dataset<Row> slides,
      Dataset<Row> documents,
      Dataset<Row> images) {
    this.state = state;
    this.splits = splits;
    this.eligibility = eligibility;
    this.slides = slides;
    this.documents = documents;
    this.images = images;
  }

  static SetSlides find(
      SparkSession spark, Lake lake, PatchesOptions options, SetOptions set, boolean relabelOnly) {
    Dataset<Row> catalogue = SlideRow.catalogue(spark, lake);
    Dataset<Row> tissue =
        TissueRow.ofConfig(spark, lake, options.filter().tissueConfig())
            .select(
                col("slide_id"),
                col("source_id"),
                struct("mask", "downsample_x", "downsample_y", "mpp", "artefacts").as("tissue"));
    Dataset<Row> documents =
        lake.readOrEmpty(spark, LakeTable.ANNOTATION_DOCUMENTS)
            .where(col("status").equalTo("current").and(col("origin").equalTo("file")));
    Optional<PlainSet> plain = options.plain(spark);
    Optional<DatasetRecord> record = plain.flatMap(PlainSet::state);
    SetState state = plain.isEmpty() ? SetState.of(spark, lake, set) : SetState.of(record, set);
    Supplier<List<DatasetSlide>> known =
        plain.isEmpty()
            ? () -> SetSplits.known(spark, lake, options.patchSet())
            : () -> record.map(DatasetRecord::slides).orElse(List.of());
    Dataset<Row> slides = catalogue.join(tissue, new String[] {"slide_id", "source_id"});
    SetEligibility eligibility =
        SetEligibility.of(
            relabelOnly ? EligibilityOptions.defaults() : options.eligibility(),
            slides,
            documents,
            state);
    SetSplits splits = SetSplits.of(options, slides, known, id -> !eligibility.leavesOut(id));
    Dataset<Row> images =
        lake.readOrEmpty(spark, LakeTable.PATCH_IMAGES)
            .where(col("patch_set").equalTo(options.patchSet()));
    SetSlides found = new SetSlides(state, splits, eligibility, slides, documents, images);
    found.sortOut(lake, relabelOnly);
    found.leaveOut(spark, set, options.tasks().slidesPerCommit());
    found.withoutTissue =
        catalogue.count()
            - found.pending.size()
            - found.current
            - found.left
            - found.leftOut().size()
            - found.failures.size();
    return found;
  }

  private void sortOut(Lake lake, boolean relabelOnly) {
    Map<String, String> documentOf = new HashMap<>();
    Set<String> ambiguous = new HashSet<>();
    for (Row row : documents.select("slide_id", "document_id").collectAsList()) {
      if (documentOf.put(row.getString(0), row.getString(1)) != null) {
        ambiguous.add(row.getString(0));
      }
    }
    String last = "";
    for (Row row : slides.select("slide_id", "source_id").orderBy("slide_id").collectAsList()) {
      String id = row.getString(0);
      if (id.equals(last)) {
        throw WsiException.of(
                PatchesError.AMBIGUOUS_TISSUE, "it has tissue rows of several configs")
            .inSlide(id)
            .remedy("Name one with --set tissue-config=CONFIG; `wsispark tissue` prints it");
      }
      last = id;
      if (eligibility.leavesOut(id)) {
        continue;
      }
      sortOut(id, row.getString(1), documentOf.get(id), ambiguous.contains(id), relabelOnly);
    }
    if (last.isEmpty()) {
      throw WsiException.of(PatchesError.NO_TISSUE, "no slide has a tissue row to work on")
          .inSlide(lake.root())
          .remedy("Run `wsispark tissue` first; tissue-config must name one of its configs");
    }
  }

  private void sortOut(
      String id, String sourceId, String documentId, boolean ambiguous, boolean relabelOnly) {
    try {
      if (ambiguous) {
        throw WsiException.of(
                PatchesError.AMBIGUOUS_DOCUMENT, "several of its annotations are current")
            .inSlide(id)
            .remedy("Ingest the slide again with the annotation that counts");
      }
      Need need = state.of(id, sourceId, documentId);
      members.add(id);
      if (need == Need.NOTHING) {
        current++;
      } else if (relabelOnly && need != Need.RELABEL) {
        left++;
      } else {
        pending.add(id);
      }
    } catch (WsiException e) {
      failures.add(Failure.of(id, e.inSlide(id)));
    }
  }

  /** Takes away what the rules on patches leave out; slides of the set stay in it. */
  private void leaveOut(SparkSession spark, SetOptions set, int batchSize) {
    List<String> fresh = pending.stream().filter(id -> !state.images().containsKey(id)).toList();
    eligibility.check(spark, set, Batches.of(fresh, batchSize), this::load, members, splits);
    pending.removeIf(eligibility::leavesOut);
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

  /** How many slides have all their rows already. */
  long current() {
    return current;
  }

  /** How many slides have no tissue row, or one of other bytes. */
  long withoutTissue() {
    return withoutTissue;
  }

  /** The slides of a batch, in the order of the ids. */
  List<PatchSlide> load(List<String> ids) {
    Object[] wanted = ids.toArray();
    Map<String, Row> documentOf = new HashMap<>();
    for (Row row :
        documents
            .where(col("slide_id").isin(wanted))
            .select("slide_id", "document_id", "content")
            .collectAsList()) {
      documentOf.put(row.getString(0), row);
    }
    Map<String, MadePatches> made = made(ids);
    Map<String, PatchSlide> loaded = new HashMap<>();
    for (Row row : slides.where(col("slide_id").isin(wanted)).collectAsList()) {
      String id = row.getAs("slide_id");
      PatchSlide slide = slide(row, documentOf.get(id), made.get(id));
      loaded.put(slide.slideId(), slide);
    }
    return ids.stream().map(loaded::get).toList();
  }

  /** The patches of those slides of which the set has images. */
  private Map<String, MadePatches> made(List<String> ids) {
    List<String> there = ids.stream().filter(state.images()::containsKey).toList();
    Map<String, MadePatches> made = new HashMap<>();
    if (there.isEmpty()) {
      return made;
    }
    Map<String, IntStream.Builder> corners = new HashMap<>();
    for (Row row :
        images
            .where(col("slide_id").isin(there.toArray()))
            .select("slide_id", "x", "y")
            .collectAsList()) {
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

  private PatchSlide slide(Row joined, Row document, MadePatches made) {
    SlideRow row = SlideRow.of(joined);
    Row tissue = joined.getAs("tissue");
    String documentId = document == null ? null : document.getString(1);
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
        document == null ? null : document.getAs("content"),
        made,
        !state.images().containsKey(row.slideId()),
        relabel || !state.labels().containsKey(row.slideId()));
  }
}
