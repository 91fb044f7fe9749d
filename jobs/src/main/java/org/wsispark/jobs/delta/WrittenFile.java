package org.wsispark.jobs.delta;

import java.io.Serializable;
import java.util.Map;

/**
 * A file of rows that a task wrote, not yet part of a table.
 *
 * @param uri of the file
 * @param bytes its size
 * @param modified when the store says it was written, ms since 1970
 * @param rows in it
 * @param least least value of each text column with statistics
 * @param greatest greatest value of each
 */
public record WrittenFile(
    String uri,
    long bytes,
    long modified,
    long rows,
    Map<String, String> least,
    Map<String, String> greatest)
    implements Serializable {}
