package org.wsispark.jobs.io;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a run ended.
 *
 * @param run the run
 * @param result what the job did
 * @param failures the slides that are in quarantine
 * @param versions Delta version of each table that the run changed
 * @param took from lease to last row
 */
public record RunOutcome<R extends JobResult>(
    Run run, R result, List<Failure> failures, Map<String, Long> versions, Duration took) {}
