package org.wsispark.jobs.tissue;

import org.apache.spark.sql.Row;
import org.wsispark.jobs.io.Failure;
import org.wsispark.jobs.io.SlideMade;

/**
 * What became of one slide: a row, or a failure.
 *
 * @param slideId the slide
 * @param row of {@code tissue}, or null
 * @param failure why there is no row, or null
 */
record TissueMade(String slideId, Row row, Failure failure) implements SlideMade {}
