package org.wsispark.jobs.io;

import java.util.Optional;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;

/**
 * One try of a task, as a note of it is named.
 *
 * @param app Spark's id of the application
 * @param stage number of the stage
 * @param partition which task of the stage
 * @param attempt tries of this task before this one
 * @param executor Spark's name of the process
 */
record TaskAttempt(String app, int stage, int partition, int attempt, String executor) {
  private static final String BETWEEN = "~";

  static TaskAttempt of(String app, TaskContext task) {
    return new TaskAttempt(
        app, task.stageId(), task.partitionId(), task.attemptNumber(), SparkEnv.get().executorId());
  }

  /** What {@link #name()} has written; empty for any other name. */
  static Optional<TaskAttempt> parse(String name) {
    String[] parts = name.split(BETWEEN, -1);
    boolean numbers =
        parts.length == 5
            && parts[1].matches("\\d{1,9}")
            && parts[2].matches("\\d{1,9}")
            && parts[3].matches("\\d{1,9}");
    return numbers
        ? Optional.of(
            new TaskAttempt(
                parts[0],
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]),
                Integer.parseInt(parts[3]),
                parts[4]))
        : Optional.empty();
  }

  String name() {
    return String.join(
        BETWEEN,
        app,
        Integer.toString(stage),
        Integer.toString(partition),
        Integer.toString(attempt),
        executor);
  }

  /**
   * Whether this try can only have ended without a word when the other one runs: it is of an
   * application that the lease says is over, or an earlier try of the same task. (Speculation runs
   * two tries of a task at once, never three, so two earlier ones cannot both be alive.)
   */
  boolean isOverWhen(TaskAttempt other) {
    boolean earlier =
        stage == other.stage && partition == other.partition && attempt < other.attempt;
    return !app.equals(other.app) || earlier;
  }
}
