package org.wsispark.jobs.bench;

/**
 * How long one command took to get going.
 *
 * @param toJvm seconds from the command to the JVM's own clock: the launcher
 * @param toFirstTask seconds from the command to the start of the first Spark task
 * @param toEnd seconds from the command to its end
 * @param cpuToFirstTask seconds of processor until the first task
 */
public record StartUp(double toJvm, double toFirstTask, double toEnd, double cpuToFirstTask) {}
