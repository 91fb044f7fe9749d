package org.wsispark.jobs.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.SparkConf;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/**
 * Notes when the first task of an application starts. Named by {@code spark.extraListeners} of the
 * process that is measured, so that what users start is measured as it is.
 */
public final class FirstTask extends SparkListener {
  static final String FILE = "spark.wsispark.bench.firstTask";

  private final Path file;
  private final AtomicBoolean seen = new AtomicBoolean();

  /** Called by Spark. */
  public FirstTask(SparkConf conf) {
    this.file = Path.of(conf.get(FILE));
  }

  @Override
  public void onTaskStart(SparkListenerTaskStart start) {
    if (seen.getAndSet(true)) {
      return;
    }
    double cpu =
        ProcessHandle.current()
            .info()
            .totalCpuDuration()
            .map(time -> time.toNanos() / 1e9)
            .orElse(Double.NaN);
    try {
      new ObjectMapper()
          .writeValue(
              file.toFile(),
              Map.of(
                  "jvm_at", ManagementFactory.getRuntimeMXBean().getStartTime(),
                  "task_at", start.taskInfo().launchTime(),
                  "cpu_s", cpu));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
