package org.wsispark.jobs.ingest;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Row;
import org.wsispark.jobs.io.Failure;

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
}
