package org.wsispark.jobs.bench;

/**
 * One measurement.
 *
 * @param contestant its name
 * @param slides how many it worked on
 * @param round from 0; contestants of one round ran one after the other
 * @param units how many of the workload's units it did
 * @param seconds of wall clock
 * @param cpuSeconds of processor, or null when it was not counted
 */
public record Sample(
    String contestant, int slides, int round, double units, double seconds, Double cpuSeconds) {

  double perSecond() {
    return units / seconds;
  }

  /** Units per second of processor, or null. */
  Double perCpuSecond() {
    return cpuSeconds == null || cpuSeconds <= 0 ? null : Double.valueOf(units / cpuSeconds);
  }
}
