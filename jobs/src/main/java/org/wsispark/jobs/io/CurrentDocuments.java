package org.wsispark.jobs.io;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.wsispark.errors.WsiException;

/** The annotations that count: of each slide the one that came with it and is current. */
public final class CurrentDocuments {
  private final TableRows rows;
  private final Map<String, String> documentOf = new HashMap<>();
  private final Set<String> ambiguous = new HashSet<>();

  private CurrentDocuments(TableRows rows) {
    this.rows = rows;
  }

  /**
   * An annotation.
   *
   * @param documentId sha256 of the bytes
   * @param content Aperio XML
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Content(String documentId, byte[] content) {}

  /** Those of a lake, which may have none. */
  public static CurrentDocuments of(SparkSession spark, Lake lake) {
    CurrentDocuments found =
        new CurrentDocuments(
            TableRows.of(spark, lake, LakeTable.ANNOTATION_DOCUMENTS)
                .where("status", "current")
                .where("origin", "file"));
    for (Row row : found.rows.select("slide_id", "document_id")) {
      if (found.documentOf.put(row.getString(0), row.getString(1)) != null) {
        found.ambiguous.add(row.getString(0));
      }
    }
    return found;
  }

  /** Whether a slide has an annotation. */
  public boolean has(String slideId) {
    return documentOf.containsKey(slideId);
  }

  /**
   * The annotation of a slide; null when it has none.
   *
   * @throws WsiException AMBIGUOUS_DOCUMENT when it has several
   */
  public String of(String slideId) {
    if (ambiguous.contains(slideId)) {
      throw WsiException.of(IoError.AMBIGUOUS_DOCUMENT, "several of its annotations are current")
          .inSlide(slideId)
          .remedy("Ingest the slide again with the annotation that counts");
    }
    return documentOf.get(slideId);
  }

  /** The annotations of some slides; without those that have none. */
  public Map<String, Content> load(List<String> slideIds) {
    Map<String, Content> loaded = new HashMap<>();
    if (slideIds.stream().noneMatch(this::has)) {
      return loaded;
    }
    for (Row row : rows.where("slide_id", slideIds).select("slide_id", "document_id", "content")) {
      loaded.put(row.getString(0), new Content(row.getString(1), row.getAs("content")));
    }
    return loaded;
  }
}
