package org.wsispark.jobs.patches;

import static org.apache.spark.sql.functions.col;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;

/**
 * What the lake holds of a patch set already, slide by slide.
 *
 * @param images source_id that the slide's images were made from
 * @param labels document_id that the slide's labels were made from, empty for none
 */
record SetState(Map<String, String> images, Map<String, String> labels) {

  /** What is to be done with a slide. */
  enum Need {
    /** Nothing. */
    NOTHING,
    /** Images and labels, or the labels that a killed run did not come to. */
    ROWS,
    /** Labels anew, because the annotation is another one. */
    RELABEL
  }

  /** Looks into both tables and refuses a set that was made with other options. */
  static SetState of(SparkSession spark, Lake lake, SetOptions options) {
    Map<String, String> images = new HashMap<>();
    for (Row row : rows(spark, lake, LakeTable.PATCH_IMAGES, options, "source_id")) {
      images.put(row.getString(0), row.getString(1));
    }
    Map<String, String> labels = new HashMap<>();
    for (Row row : rows(spark, lake, LakeTable.PATCH_LABELS, options, "document_id")) {
      labels.put(row.getString(0), Objects.toString(row.getString(1), ""));
    }
    return new SetState(images, labels);
  }

  private static Iterable<Row> rows(
      SparkSession spark, Lake lake, LakeTable table, SetOptions options, String column) {
    Dataset<Row> found =
        lake.readOrEmpty(spark, table)
            .where(col("patch_set").equalTo(options.patchSet()))
            .select("slide_id", column, "options_digest")
            .distinct();
    var rows = found.collectAsList();
    for (Row row : rows) {
      if (!row.getString(2).equals(options.digest())) {
        throw WsiException.of(
                PatchesError.OTHER_OPTIONS,
                "the patch set %s is there and was made with other options (%s, now %s)",
                options.patchSet(),
                row.getString(2),
                options.digest())
            .inSlide(lake.root())
            .remedy("Name another set with --set patch-set=NAME, or give the set's own options");
      }
    }
    return rows;
  }

  /**
   * What a slide needs.
   *
   * @throws WsiException CHANGED_SLIDE when its images were made from other bytes
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
    return labelled.equals(Objects.toString(documentIdOrNull, "")) ? Need.NOTHING : Need.RELABEL;
  }
}
