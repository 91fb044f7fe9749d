package org.wsispark.jobs.patches;

import java.io.Serializable;
import org.wsispark.jobs.io.Failure;
import org.wsispark.slide.ReadStats;

/**
 * What one task says of its part of one slide.
 *
 * @param slideId the slide
 * @param partition index of the task's partition
 * @param patches rows made; 0 with a failure
 * @param tiles what was decoded; all 0 where no pixels were read
 * @param failure why there are no rows, or null
 */
record PartReport(String slideId, int partition, long patches, ReadStats tiles, Failure failure)
    implements Serializable {}
