package org.wsispark.jobs.io;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkExecutorInfo;
import org.apache.spark.api.java.JavaRDD;
import org.wsispark.jobs.delta.RowFiles;

/**
 * Files that the tasks of a Spark job write. When the job fails, all of them are removed as soon as
 * its other tasks have ended, which Spark tells to. One that does not within some seconds may leave
 * a file; it belongs to no table, and VACUUM removes it.
 */
public final class TaskFiles {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final SparkContext spark;
  private final RowFiles files;

  /** For one job or several, one after the other. */
  public TaskFiles(SparkContext spark, RowFiles files) {
    this.spark = spark;
    this.files = files;
  }

  /** Runs a job whose tasks write such files, and no others of the same batch. */
  public <T> List<T> collect(JavaRDD<T> results) {
    boolean done = false;
    try {
      List<T> made = results.collect();
      done = true;
      return made;
    } finally {
      // Not by catching: Spark throws checked exceptions without saying so.
      if (!done) {
        awaitTasks();
        files.dropAll();
      }
    }
  }

  private void awaitTasks() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (running() > 0 && System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private int running() {
    return Arrays.stream(spark.statusTracker().getExecutorInfos())
        .mapToInt(SparkExecutorInfo::numRunningTasks)
        .sum();
  }
}
