package org.wsispark.jobs.dataset;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;

/**
 * A patch set at fixed versions of its two tables.
 *
 * @param name of the set
 * @param versions of {@code patch_images} and {@code patch_labels}
 * @param options JSON of the options that made it
 * @param optionsDigest their digest
 * @param images its rows of {@code patch_images}
 * @param labels its rows of {@code patch_labels}
 */
record PinnedSet(
    String name,
    Map<String, Long> versions,
    String options,
    String optionsDigest,
    Dataset<Row> images,
    Dataset<Row> labels) {

  /**
   * The set as it is now.
   *
   * @throws WsiException NO_DATASET when the lake has no such set
   */
  static PinnedSet now(SparkSession spark, Lake lake, String name) {
    Dataset<Row> sets =
        lake.read(spark, LakeTable.PATCH_SETS, "wsispark patches")
            .select("patch_set", "options", "options_digest", "created_at");
    Row newest = null;
    Map<String, Boolean> known = new TreeMap<>();
    for (Row row : sets.orderBy("created_at").collectAsList()) {
      known.put(row.getString(0), true);
      newest = row.getString(0).equals(name) ? row : newest;
    }
    if (newest == null) {
      throw WsiException.of(
              DatasetError.NO_DATASET, "there is no patch set %s, only %s", name, known.keySet())
          .inSlide(lake.root())
          .remedy("Name one of these, or make it with `wsispark patches --patch-set " + name + "`");
    }
    Map<String, Long> versions = new LinkedHashMap<>();
    // Labels first: images are committed before labels, so these labels all have their images.
    Dataset<Row> labels = pinned(spark, lake, LakeTable.PATCH_LABELS, name, versions);
    Dataset<Row> images = pinned(spark, lake, LakeTable.PATCH_IMAGES, name, versions);
    return new PinnedSet(name, versions, newest.getString(1), newest.getString(2), images, labels);
  }

  private static Dataset<Row> pinned(
      SparkSession spark, Lake lake, LakeTable table, String name, Map<String, Long> versions) {
    long version = lake.version(spark, table);
    versions.put(table.tableName(), version);
    return spark
        .read()
        .format("delta")
        .option("versionAsOf", version)
        .load(lake.path(table))
        .where(col("patch_set").equalTo(name));
  }

  /**
   * A file of {@code patch_images} with rows of the set.
   *
   * @param uri of the file
   * @param rows of the set in it
   */
  record ImageFile(String uri, long rows) implements java.io.Serializable {}

  /**
   * The files that hold the images, in order of their names. Only columns with keys are read.
   *
   * @throws WsiException INCOMPLETE_SET when images and labels are not of the same patches
   */
  List<ImageFile> imageFiles(DatasetContents contents) {
    Map<String, Long> ofSlide = new TreeMap<>();
    Map<String, Long> ofFile = new TreeMap<>();
    for (Row row :
        images
            .groupBy(col("_metadata.file_path"), col("slide_id"))
            .agg(count("*"))
            .collectAsList()) {
      ofFile.merge(row.getString(0), row.getLong(2), Long::sum);
      ofSlide.merge(row.getString(1), row.getLong(2), Long::sum);
    }
    for (DatasetSlide slide : contents.slides()) {
      long made = Objects.requireNonNullElse(ofSlide.remove(slide.slideId()), 0L);
      if (made != slide.patches()) {
        throw incomplete(slide.slideId(), made, slide.patches());
      }
    }
    ofSlide.forEach(
        (slideId, made) -> {
          throw incomplete(slideId, made, 0);
        });
    return ofFile.entrySet().stream()
        .map(file -> new ImageFile(file.getKey(), file.getValue()))
        .toList();
  }

  private WsiException incomplete(String slideId, long madeImages, long madeLabels) {
    return WsiException.of(
            DatasetError.INCOMPLETE_SET,
            "patch set %s has %d images and %d labels of it",
            name,
            madeImages,
            madeLabels)
        .inSlide(slideId)
        .remedy("Run `wsispark patches` with the set's options, which completes it, then freeze");
  }
}
