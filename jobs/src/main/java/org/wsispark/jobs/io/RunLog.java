package org.wsispark.jobs.io;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * The tables {@code runs} and {@code quarantine}. A run's sequence number is committed before its
 * first write; a run of the same job, target and options that began and never ended is resumed
 * under its old number, so Delta skips what it has committed already.
 */
final class RunLog {
  private static final String SOFTWARE = softwareVersion();

  private final SparkSession spark;
  private final Lake lake;

  RunLog(SparkSession spark, Lake lake) {
    this.spark = spark;
    this.lake = lake;
  }

  Run begin(String job, String target, String options, String optionsDigest, Instant now) {
    Last last = last(job, target);
    if (last != null && !last.ended() && last.optionsDigest().equals(optionsDigest)) {
      return new Run(last.runId(), job, target, last.sequence(), options, optionsDigest, now);
    }
    long sequence = last == null ? 1 : last.sequence() + 1;
    Run run =
        new Run(UUID.randomUUID().toString(), job, target, sequence, options, optionsDigest, now);
    write(run, "started", Map.of(), Map.of(), null, null);
    return run;
  }

  /** The newest run of a job and target. */
  private record Last(String runId, long sequence, String optionsDigest, boolean ended) {}

  private Last last(String job, String target) {
    Last last = null;
    for (Row row :
        TableRows.of(spark, lake, LakeTable.RUNS)
            .where("job", job)
            .where("target", target)
            .select("run_id", "sequence", "options_digest", "finished_at")) {
      if (last == null || row.getLong(1) > last.sequence()) {
        last = new Last(row.getString(0), row.getLong(1), row.getString(2), !row.isNullAt(3));
      } else if (row.getLong(1) == last.sequence() && !row.isNullAt(3)) {
        last = new Last(last.runId(), last.sequence(), last.optionsDigest(), true);
      }
    }
    return last;
  }

  void end(
      Run run,
      String status,
      Map<String, Long> counts,
      Map<String, Long> versions,
      String message,
      Instant at) {
    write(run, status, counts, versions, message, at);
  }

  private void write(
      Run run,
      String status,
      Map<String, Long> counts,
      Map<String, Long> versions,
      String message,
      Instant finishedAt) {
    Row row =
        RowFactory.create(
            run.runId(),
            run.job(),
            run.target(),
            run.sequence(),
            status,
            run.options(),
            run.optionsDigest(),
            counts,
            versions,
            Timestamp.from(run.startedAt()),
            finishedAt == null ? null : Timestamp.from(finishedAt),
            message,
            SOFTWARE);
    new TableWriter(spark, lake, run)
        .append(List.of(row), LakeTable.RUNS, run.runId() + "/" + status);
  }

  void quarantine(Run run, List<Failure> failures, Instant at) {
    if (failures.isEmpty()) {
      return;
    }
    List<Row> rows = failures.stream().map(failure -> failure.toRow(run, at)).toList();
    new TableWriter(spark, lake, run).append(rows, LakeTable.QUARANTINE, run.runId());
  }

  private static String softwareVersion() {
    String version = RunLog.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
