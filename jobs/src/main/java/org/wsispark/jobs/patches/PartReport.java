package org.wsispark.jobs.patches;

import java.io.Serializable;
import org.wsispark.jobs.io.Failure;
import org.wsispark.jobs.patches.PartMaker.Made;

/**
 * What one task says of its part of one slide.
 *
 * @param slideId the slide
 * @param partition index of the task's partition
 * @param patches rows made; 0 with a failure
 * @param made what was read and made; all 0 where no pixels were read
 * @param nanos how long it took
 * @param failure why there are no rows, or null
 */
record PartReport(
    String slideId, int partition, long patches, Made made, long nanos, Failure failure)
    implements Serializable {

  /** The same when its rows were thrown away: what was read was read. */
  PartReport withoutRows() {
    return new PartReport(slideId, partition, 0, new Made(made.tiles(), 0), nanos, failure);
  }
}
