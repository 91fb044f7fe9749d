package org.wsispark.jobs.bench;

import java.nio.file.Path;
import java.util.List;

/** One of our own contestants. */
interface BenchStep {

  /**
   * Does the work once and measures it, without what is only preparation.
   *
   * @param slides to work on, with their lists of patches beside them
   * @param threads it may use
   * @param scratch an empty folder for what it writes
   */
  Measured run(List<Path> slides, int threads, Path scratch);

  /**
   * What a step did.
   *
   * @param units of the workload
   * @param seconds of wall clock
   * @param cpuSeconds of the whole process, with its compiler and garbage collector
   */
  record Measured(double units, double seconds, double cpuSeconds) {}
}
