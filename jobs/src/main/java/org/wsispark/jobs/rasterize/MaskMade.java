package org.wsispark.jobs.rasterize;

import java.util.List;
import org.apache.spark.sql.Row;
import org.wsispark.jobs.io.Failure;
import org.wsispark.jobs.io.SlideMade;

/**
 * What became of one slide: its rows, or a failure.
 *
 * @param slideId the slide
 * @param row of {@code masks}, or null
 * @param tiles rows of {@code mask_tiles}; none when the mask is a file
 * @param orphans orphan negatives of the document
 * @param failure why there is no row, or null
 */
record MaskMade(String slideId, Row row, List<Row> tiles, long orphans, Failure failure)
    implements SlideMade {}
