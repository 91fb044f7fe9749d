package org.wsispark.jobs.ingest;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Row;
import org.wsispark.jobs.io.Failure;
import org.wsispark.jobs.io.LakeTable;

/**
 * What became of one item: rows, or a failure.
 *
 * @param slide row of {@code slides}, or null
 * @param document row of {@code annotation_documents}, or null
 * @param regions rows of {@code annotations}
 * @param failure why there are no rows, or null
 */
record IngestedSlide(Row slide, Row document, List<Row> regions, Failure failure)
    implements Serializable {

  static IngestedSlide failed(Failure failure) {
    return new IngestedSlide(null, null, List.of(), failure);
  }

  /**
   * What the driver has to know of an item.
   *
   * @param slideId the slide, or null with a failure
   * @param sourceId which bytes, or null with a failure
   * @param bytes size of the slide
   * @param withoutMpp whether its resolution is unknown
   * @param documents annotation documents, 0 or 1
   * @param regions regions of the annotation
   * @param failure why there are no rows, or null
   */
  record Brief(
      String slideId,
      String sourceId,
      long bytes,
      boolean withoutMpp,
      long documents,
      long regions,
      Failure failure)
      implements Serializable {}

  Brief brief() {
    if (failure != null) {
      return new Brief(null, null, 0, false, 0, 0, failure);
    }
    return new Brief(
        LakeTable.SLIDES.get(slide, "slide_id"),
        LakeTable.SLIDES.get(slide, "source_id"),
        LakeTable.SLIDES.<Long>get(slide, "bytes"),
        LakeTable.SLIDES.get(slide, "mpp") == null,
        document == null ? 0 : 1,
        regions.size(),
        null);
  }
}
