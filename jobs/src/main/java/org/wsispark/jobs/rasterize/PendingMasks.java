package org.wsispark.jobs.rasterize;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.io.Failure;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.SlideRow;

/**
 * The slides whose mask is missing, or was made from other bytes or another document.
 *
 * @param slideIds in order
 * @param current slides whose mask is there
 * @param withoutAnnotation slides without a document
 * @param failures slides with several documents
 * @param slides the catalogue
 * @param documents the documents that count
 */
record PendingMasks(
    List<String> slideIds,
    long current,
    long withoutAnnotation,
    List<Failure> failures,
    Dataset<Row> slides,
    Dataset<Row> documents) {

  static PendingMasks find(SparkSession spark, Lake lake, String config) {
    Dataset<Row> slides = SlideRow.catalogue(spark, lake);
    Dataset<Row> documents =
        lake.readOrEmpty(spark, LakeTable.ANNOTATION_DOCUMENTS)
            .where(col("status").equalTo("current").and(col("origin").equalTo("file")));
    Map<String, String> documentOf = new HashMap<>();
    Set<String> several = new HashSet<>();
    for (Row row : documents.select("slide_id", "document_id").collectAsList()) {
      if (documentOf.put(row.getString(0), row.getString(1)) != null) {
        several.add(row.getString(0));
      }
    }
    Set<String> done = new HashSet<>();
    for (Row row :
        lake.readOrEmpty(spark, LakeTable.MASKS)
            .where(col("config").equalTo(config))
            .select("slide_id", "source_id", "document_id")
            .collectAsList()) {
      done.add(key(row.getString(0), row.getString(1), row.getString(2)));
    }
    List<String> ids = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    long current = 0;
    long without = 0;
    for (Row row : slides.select("slide_id", "source_id").orderBy("slide_id").collectAsList()) {
      String id = row.getString(0);
      if (several.contains(id)) {
        failures.add(Failure.of(id, ambiguous(id)));
      } else if (!documentOf.containsKey(id)) {
        without++;
      } else if (done.contains(key(id, row.getString(1), documentOf.get(id)))) {
        current++;
      } else {
        ids.add(id);
      }
    }
    return new PendingMasks(ids, current, without, failures, slides, documents);
  }

  private static String key(String slideId, String sourceId, String documentId) {
    return String.join("\n", slideId, sourceId, documentId);
  }

  private static WsiException ambiguous(String id) {
    return WsiException.of(
            RasterizeError.AMBIGUOUS_DOCUMENT, "several of its annotations are current")
        .inSlide(id)
        .remedy("Ingest the slide again with the annotation that counts");
  }

  List<MaskSlide> load(List<String> ids) {
    Map<String, Row> documentOf = new HashMap<>();
    for (Row row :
        documents
            .where(col("slide_id").isin(ids.toArray()))
            .select("slide_id", "document_id", "content")
            .collectAsList()) {
      documentOf.put(row.getString(0), row);
    }
    Map<String, MaskSlide> loaded = new HashMap<>();
    for (Row row : slides.where(col("slide_id").isin(ids.toArray())).collectAsList()) {
      SlideRow slide = SlideRow.of(row);
      Row document = documentOf.get(slide.slideId());
      loaded.put(
          slide.slideId(), new MaskSlide(slide, document.getString(1), document.getAs("content")));
    }
    return ids.stream().map(loaded::get).toList();
  }
}
