package org.wsispark.jobs.io;

import java.util.List;
import java.util.Map;

/**
 * What a job would do.
 *
 * @param lines for people
 * @param counts the same by name, for programs
 */
public record JobPlan(List<String> lines, Map<String, Long> counts) {}
