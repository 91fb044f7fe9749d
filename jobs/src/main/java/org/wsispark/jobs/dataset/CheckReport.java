package org.wsispark.jobs.dataset;

import java.util.List;

/**
 * How a data set compares with its record.
 *
 * @param record of the data set
 * @param folder where it lies
 * @param findings what is not as the record says, a line each; none when all is
 */
public record CheckReport(DatasetRecord record, String folder, List<String> findings) {}
