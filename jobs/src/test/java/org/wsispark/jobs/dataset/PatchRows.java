package org.wsispark.jobs.dataset;

import static scala.jdk.javaapi.CollectionConverters.asScala;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.Run;
import org.wsispark.jobs.io.TableWriter;
import org.wsispark.jobs.testing.LakeRows;

/** Rows of patch sets as {@code patches} writes them, without slides. */
final class PatchRows {
  static final String OPTIONS = "{\"mpp\":0.5,\"patch-set\":\"%s\",\"stride-px\":256}";

  private final SparkSession spark;
  private final Lake lake;
  private int commits;

  PatchRows(SparkSession spark, Lake lake) {
    this.spark = spark;
    this.lake = lake;
  }

  static Row image(String set, String slide, int x) {
    byte[] bytes = new byte[700];
    new SplittableRandom((set + slide + x).hashCode()).nextBytes(bytes);
    String id = slide + "_x" + x + "_y0";
    return LakeRows.row(
        LakeTable.PATCH_IMAGES.schema(),
        Map.ofEntries(
            Map.entry("patch_set", set),
            Map.entry("patch_id", id),
            Map.entry("slide_id", slide),
            Map.entry("x", x),
            Map.entry("y", 0),
            Map.entry("size_level0", 256),
            Map.entry("width", 256),
            Map.entry("height", 256),
            Map.entry("mpp", 0.5),
            Map.entry("image", RowFactory.create(bytes, slide + "/" + id + ".jpg")),
            Map.entry("encoding", "jpeg"),
            Map.entry("context", new Row[0]),
            Map.entry("quality", asScala(Map.of("blur_fraction", 0.5))),
            Map.entry("source_id", "source-" + slide),
            Map.entry("options_digest", "options-" + set),
            Map.entry("run_id", "run")));
  }

  static Row label(String set, String slide, int x, String split, String label) {
    Map<String, Object> values = new HashMap<>();
    values.put("patch_set", set);
    values.put("patch_id", slide + "_x" + x + "_y0");
    values.put("slide_id", slide);
    values.put("patient_id", "patient-" + slide);
    values.put("x", x);
    values.put("y", 0);
    values.put("tissue_fraction", 0.75);
    values.put("label_fractions", asScala(Map.of("tumour", "tumour".equals(label) ? 1.0 : 0.25)));
    values.put("mask", new byte[] {1, 2, (byte) x});
    values.put("document_id", "document-" + slide);
    values.put("source_id", "source-" + slide);
    values.put("options_digest", "options-" + set);
    values.put("run_id", "run");
    if (split != null) {
      values.put("split", split);
    }
    if (label != null) {
      values.put("label", label);
    }
    return LakeRows.row(LakeTable.PATCH_LABELS.schema(), values);
  }

  /** Images, labels and the set's row, as one run over one slide writes them. */
  void run(String set, String slide, int patches) {
    TableWriter writer = writer();
    List<Row> images = new ArrayList<>();
    List<Row> labels = new ArrayList<>();
    for (int x = 0; x < patches; x++) {
      images.add(image(set, slide, x));
      labels.add(label(set, slide, x, "train", x == 0 ? null : "stroma"));
    }
    append(writer, LakeTable.PATCH_IMAGES, images);
    append(writer, LakeTable.PATCH_LABELS, labels);
    Map<String, Long> versions =
        Map.of(
            "patch_images", lake.version(spark, LakeTable.PATCH_IMAGES),
            "patch_labels", lake.version(spark, LakeTable.PATCH_LABELS));
    Row row =
        RowFactory.create(
            set,
            OPTIONS.formatted(set),
            1L,
            (long) patches,
            asScala(versions),
            false,
            Timestamp.from(Instant.parse("2026-01-02T03:04:05Z")),
            "options-" + set,
            "run");
    append(writer, LakeTable.PATCH_SETS, List.of(row));
  }

  void images(String set, String slide, int x) {
    append(writer(), LakeTable.PATCH_IMAGES, List.of(image(set, slide, x)));
  }

  void relabel(String set, String slide, int x, String label) {
    TableWriter writer = writer();
    writer.merge(
        writer
            .files(LakeTable.PATCH_LABELS)
            .write(List.of(label(set, slide, x, "train", label)).iterator())
            .stream()
            .toList(),
        LakeTable.PATCH_LABELS,
        "relabel-" + commits);
  }

  private TableWriter writer() {
    commits++;
    return new TableWriter(
        spark, lake, new Run("run-" + commits, "patches", "", commits, "{}", "o", Instant.EPOCH));
  }

  private void append(TableWriter writer, LakeTable table, List<Row> rows) {
    writer.append(
        JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(rows, 1),
        table,
        "work-" + commits);
  }
}
