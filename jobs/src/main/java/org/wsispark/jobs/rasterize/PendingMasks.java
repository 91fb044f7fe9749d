package org.wsispark.jobs.rasterize;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.io.Catalogue;
import org.wsispark.jobs.io.CurrentDocuments;
import org.wsispark.jobs.io.CurrentDocuments.Content;
import org.wsispark.jobs.io.Failure;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.SlideRow;
import org.wsispark.jobs.io.TableRows;

/**
 * The slides whose mask is missing, or was made from other bytes or another document.
 *
 * @param slideIds in order
 * @param current slides whose mask is there
 * @param withoutAnnotation slides without a document
 * @param failures slides with several documents
 * @param slides the catalogue
 * @param documents annotations that count
 */
record PendingMasks(
    List<String> slideIds,
    long current,
    long withoutAnnotation,
    List<Failure> failures,
    Catalogue slides,
    CurrentDocuments documents) {

  static PendingMasks find(SparkSession spark, Lake lake, String config) {
    Catalogue slides = Catalogue.of(spark, lake);
    CurrentDocuments documents = CurrentDocuments.of(spark, lake);
    Set<String> done = new HashSet<>();
    for (Row row :
        TableRows.of(spark, lake, LakeTable.MASKS)
            .where("config", config)
            .select("slide_id", "source_id", "document_id")) {
      done.add(key(row.getString(0), row.getString(1), row.getString(2)));
    }
    List<String> ids = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    long current = 0;
    long without = 0;
    for (Map.Entry<String, String> slide : slides.sources().entrySet()) {
      String id = slide.getKey();
      try {
        String document = documents.of(id);
        if (document == null) {
          without++;
        } else if (done.contains(key(id, slide.getValue(), document))) {
          current++;
        } else {
          ids.add(id);
        }
      } catch (WsiException e) {
        failures.add(Failure.of(id, e));
      }
    }
    return new PendingMasks(ids, current, without, failures, slides, documents);
  }

  private static String key(String slideId, String sourceId, String documentId) {
    return String.join("\n", slideId, sourceId, documentId);
  }

  List<MaskSlide> load(List<String> ids) {
    Map<String, Content> annotations = documents.load(ids);
    List<MaskSlide> loaded = new ArrayList<>();
    for (SlideRow slide : slides.loadAll(ids)) {
      Content annotation = annotations.get(slide.slideId());
      loaded.add(new MaskSlide(slide, annotation.documentId(), annotation.content()));
    }
    return loaded;
  }
}
