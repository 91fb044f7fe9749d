package org.wsispark.jobs.demo;

import java.time.Duration;
import java.util.List;

/**
 * One finished step of the demo.
 *
 * @param name the job's name
 * @param lines what was made, where and how many
 * @param took how long it took
 */
public record DemoStep(String name, List<String> lines, Duration took) {}
