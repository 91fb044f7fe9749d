package org.wsispark.jobs.io;

/**
 * One job over the lake.
 *
 * @param <O> its options, a record that checks itself and that Jackson can write
 * @param <R> its result
 */
public interface Job<O extends Record, R extends JobResult> {

  /** The job's name, as the command line and the runs table show it. */
  String name();

  /**
   * What it makes, for leases and transactions: a patch set or a model; empty when there is one.
   */
  default String target(O options) {
    return "";
  }

  /** Does the work. Failures of single slides go to the context's quarantine. */
  R run(JobContext context, O options);

  /** Says what {@link #run} would do, one line per entry, and writes nothing. */
  JobPlan plan(PlanContext context, O options);
}
