package org.wsispark.jobs.io;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a run ended.
 *
 * @param run the run
 * @param result what the job did
 * @param failures what is in quarantine; a slide may be there for several reasons
 * @param versions Delta version of each table that the run changed
 * @param took from lease to last row
 */
public record RunOutcome<R extends JobResult>(
    Run run, R result, List<Failure> failures, Map<String, Long> versions, Duration took) {

  /** Slides or documents that failed, each once however much is wrong with it. */
  public long failed() {
    return failures.stream().map(Failure::slideId).distinct().count();
  }
}
