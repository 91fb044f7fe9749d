package org.wsispark.jobs.io;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.util.LongAccumulator;

/**
 * Turns Spark's task events into one line that says how far a run is: tasks of the running stage,
 * what the job counts (slides, patches, windows) with its rate, and the time left. Says nothing
 * more often than its interval, so that a pipe or a log file stays readable.
 */
public final class ProgressMeter extends SparkListener {
  private static final double NANOS = 1e9;

  private final String job;
  private final long intervalNanos;
  private final LongSupplier clock;
  private final Consumer<String> line;
  private final Map<String, LongAccumulator> counters = new LinkedHashMap<>();
  private final AtomicInteger done = new AtomicInteger();
  private int stage = -1;
  private int tasks;
  private long stageStart;
  private long lastSaid;

  /**
   * For one run.
   *
   * @param job shown first
   * @param interval least time between two lines
   * @param clock nanoseconds
   * @param line takes each line
   */
  public ProgressMeter(String job, Duration interval, LongSupplier clock, Consumer<String> line) {
    this.job = job;
    this.intervalNanos = interval.toNanos();
    this.clock = clock;
    this.line = line;
    this.lastSaid = clock.getAsLong();
  }

  /** Shows a count and its rate. */
  synchronized void show(String name, LongAccumulator counter) {
    counters.put(name, counter);
  }

  @Override
  public synchronized void onStageSubmitted(SparkListenerStageSubmitted event) {
    stage = event.stageInfo().stageId();
    tasks = event.stageInfo().numTasks();
    done.set(0);
    stageStart = clock.getAsLong();
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd event) {
    if (event.stageId() != stage || !event.taskInfo().successful()) {
      return;
    }
    int finished = done.incrementAndGet();
    long now = clock.getAsLong();
    if (now - lastSaid < intervalNanos) {
      return;
    }
    lastSaid = now;
    line.accept(text(finished, (now - stageStart) / NANOS));
  }

  private String text(int finished, double seconds) {
    StringBuilder text = new StringBuilder(job);
    text.append(String.format(Locale.ROOT, ": %d of %d tasks", finished, tasks));
    counters.forEach(
        (name, counter) -> {
          if (counter.value() > 0 && seconds > 0) {
            text.append(
                String.format(
                    Locale.ROOT,
                    ", %d %s (%.0f/s)",
                    counter.value(),
                    name,
                    counter.value() / seconds));
          }
        });
    double left = seconds / finished * (tasks - finished);
    return text.append(String.format(Locale.ROOT, ", about %.0f s left", left)).toString();
  }
}
