package org.wsispark.jobs.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Wall clock and processor time of this JVM since it was started. */
final class Stopwatch {
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final long cpu = system.getProcessCpuTime();
  private final long wall = System.nanoTime();

  BenchStep.Measured stop(double units) {
    return new BenchStep.Measured(
        units, (System.nanoTime() - wall) / 1e9, (system.getProcessCpuTime() - cpu) / 1e9);
  }
}
