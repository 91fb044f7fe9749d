package org.wsispark.jobs.patches;

import java.io.Serializable;
import org.apache.spark.sql.Row;

/**
 * One element of a task's output: a row, or the report that closes a slide's part.
 *
 * @param slideId the slide
 * @param row of {@code patch_images} or {@code patch_labels}, or null
 * @param report of the part, or null
 */
record PatchOutput(String slideId, Row row, PartReport report) implements Serializable {}
