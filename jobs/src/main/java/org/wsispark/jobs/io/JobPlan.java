package org.wsispark.jobs.io;

import java.util.List;
import java.util.Map;

/**
 * What a job would do.
 *
 * @param lines for people
 * @param counts the same by name, for programs
 * @param figures what is no count, by name
 */
public record JobPlan(List<String> lines, Map<String, Long> counts, Map<String, Object> figures) {

  /** A plan that counts say all about. */
  public JobPlan(List<String> lines, Map<String, Long> counts) {
    this(lines, counts, Map.of());
  }
}
