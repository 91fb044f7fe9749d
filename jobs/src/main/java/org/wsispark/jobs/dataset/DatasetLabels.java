package org.wsispark.jobs.dataset;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.map_entries;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LiteralPath;

/**
 * One side of a comparison: labels and the options that made them.
 *
 * @param name as it was asked for, with what it is
 * @param options that made the rows
 * @param optionsDigest digest of those that decide the rows
 * @param rows with the columns of {@code patch_labels}
 */
record DatasetLabels(String name, JsonNode options, String optionsDigest, Dataset<Row> rows) {
  private static final String SET = "set:";

  /**
   * Finds it.
   *
   * @param text the name of a frozen data set; a folder with one; {@code set:NAME} or, where
   *     nothing is frozen under the name, the name of a patch set, as it is now
   * @throws WsiException NO_DATASET
   */
  static DatasetLabels find(SparkSession spark, Lake lake, String text) {
    Configuration conf = spark.sessionState().newHadoopConf();
    if (!text.startsWith(SET)) {
      DatasetFolder folder = DatasetFolder.find(lake, text);
      Optional<DatasetRecord> record = folder.record(conf);
      if (record.isPresent()) {
        return new DatasetLabels(
            "data set " + record.get().name(),
            record.get().options(),
            record.get().optionsDigest(),
            spark.read().parquet(LiteralPath.of(folder.part(labels(record.get())))));
      }
      if (text.contains("/")) {
        throw WsiException.of(DatasetError.NO_DATASET, "there is no %s", DatasetFolder.RECORD)
            .inSlide(folder.path())
            .remedy("Name a folder that `wsispark dataset freeze` made");
      }
    }
    String set = text.startsWith(SET) ? text.substring(SET.length()) : text;
    PinnedSet pinned = PinnedSet.now(spark, lake, set);
    return new DatasetLabels(
        "patch set " + set,
        DatasetRecord.options(pinned.options()),
        pinned.optionsDigest(),
        pinned.labels());
  }

  /** Where the columns of labels are: in files of their own, or joined with the images. */
  private static String labels(DatasetRecord record) {
    return record.files().stream().anyMatch(file -> file.path().startsWith(DatasetFolder.LABELS))
        ? DatasetFolder.LABELS
        : "";
  }

  /** What a comparison looks at: keys and what may change, no mask. */
  Dataset<Row> narrow() {
    return rows.select(
        col("patch_id"),
        col("slide_id"),
        col("split"),
        col("label"),
        col("source_id"),
        array_sort(map_entries(col("label_fractions"))).as("shares"));
  }
}
