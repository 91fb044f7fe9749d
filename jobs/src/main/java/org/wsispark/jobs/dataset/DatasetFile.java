package org.wsispark.jobs.dataset;

import java.io.Serializable;

/**
 * A file of a data set.
 *
 * @param path relative to the data set's folder
 * @param bytes its size
 * @param rows in it
 * @param sha256 of its bytes, 64 hex digits
 */
public record DatasetFile(String path, long bytes, long rows, String sha256)
    implements Serializable {}
