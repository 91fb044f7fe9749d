package org.wsispark.jobs.patches;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.dataset.DatasetRecord;
import org.wsispark.jobs.dataset.DatasetSlide;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.TableRows;

/**
 * What the lake holds of a patch set already, slide by slide.
 *
 * @param images source_id that the slide's images were made from
 * @param runs run_id that made the slide's images
 * @param labels document_id that the slide's labels were made from, empty for none
 * @param fixed whether rows that are there cannot be labelled anew
 */
record SetState(
    Map<String, String> images,
    Map<String, String> runs,
    Map<String, String> labels,
    boolean fixed) {

  /** What is to be done with a slide. */
  enum Need {
    /** Nothing. */
    NOTHING,
    /** Images and labels, or the labels that a killed run did not come to. */
    ROWS,
    /** Labels anew, because the annotation is another one. */
    RELABEL
  }

  /** Of plain files; refuses a set that was made with other options. */
  static SetState of(Optional<DatasetRecord> found, SetOptions options) {
    Map<String, String> images = new HashMap<>();
    Map<String, String> labels = new HashMap<>();
    found.ifPresent(
        record -> {
          refuseOthers(record.optionsDigest(), options, options.patchSet());
          for (DatasetSlide slide : record.slides()) {
            images.put(slide.slideId(), slide.sourceId());
            labels.put(slide.slideId(), Objects.toString(slide.documentId(), ""));
          }
        });
    return new SetState(images, Map.of(), labels, true);
  }

  /** Looks into both tables and refuses a set that was made with other options. */
  static SetState of(SparkSession spark, Lake lake, SetOptions options) {
    Map<String, String> images = new HashMap<>();
    Map<String, String> runs = new HashMap<>();
    for (Row row : rows(spark, lake, LakeTable.PATCH_IMAGES, options, "source_id", "run_id")) {
      images.put(row.getString(0), row.getString(1));
      runs.put(row.getString(0), row.getString(2));
    }
    Map<String, String> labels = new HashMap<>();
    for (Row row : rows(spark, lake, LakeTable.PATCH_LABELS, options, "document_id")) {
      labels.put(row.getString(0), Objects.toString(row.getString(1), ""));
    }
    return new SetState(images, runs, labels, false);
  }

  private static Iterable<Row> rows(
      SparkSession spark, Lake lake, LakeTable table, SetOptions options, String... columns) {
    List<Row> rows =
        TableRows.of(spark, lake, table)
            .where("patch_set", options.patchSet())
            .distinct(
                Stream.of(Stream.of("slide_id"), Stream.of(columns), Stream.of("options_digest"))
                    .flatMap(names -> names)
                    .toArray(String[]::new));
    for (Row row : rows) {
      refuseOthers(row.getAs("options_digest"), options, lake.root());
    }
    return rows;
  }

  private static void refuseOthers(String digest, SetOptions options, String place) {
    if (!digest.equals(options.digest())) {
      throw WsiException.of(
              PatchesError.OTHER_OPTIONS,
              "the patch set %s is there and was made with other options (%s, now %s)",
              options.patchSet(),
              digest,
              options.digest())
          .inSlide(place)
          .remedy(
              "Name another set with --set patch-set=NAME, or give the set's own options, which are"
                  + " the column options of its row in patch_sets");
    }
  }

  /**
   * What a slide needs.
   *
   * @throws WsiException CHANGED_SLIDE when its images were made from other bytes;
   *     CHANGED_ANNOTATION when it has another annotation and the rows are fixed
   */
  Need of(String slideId, String sourceId, String documentIdOrNull) {
    String made = images.get(slideId);
    if (made != null && !made.equals(sourceId)) {
      throw WsiException.of(
              PatchesError.CHANGED_SLIDE,
              "its images were made from %s, the slide is now %s",
              made,
              sourceId)
          .remedy("Make a new patch set: images of a set are never rewritten");
    }
    String labelled = labels.get(slideId);
    if (made == null || labelled == null) {
      return Need.ROWS;
    }
    if (labelled.equals(Objects.toString(documentIdOrNull, ""))) {
      return Need.NOTHING;
    }
    if (fixed) {
      throw WsiException.of(
              PatchesError.CHANGED_ANNOTATION,
              "its rows were labelled by %s, the annotation is now %s, and plain Parquet stays",
              labelled.isEmpty() ? "none" : labelled,
              Objects.toString(documentIdOrNull, "none"))
          .remedy("Make a new patch set, or keep the set in the lake, where labels can change");
    }
    return Need.RELABEL;
  }
}
