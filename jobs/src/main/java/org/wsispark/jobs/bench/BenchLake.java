package org.wsispark.jobs.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.ingest.IngestJob;
import org.wsispark.jobs.ingest.IngestOptions;
import org.wsispark.jobs.io.Job;
import org.wsispark.jobs.io.JobResult;
import org.wsispark.jobs.io.JobRunner;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.RunOutcome;
import org.wsispark.jobs.io.SparkSessions;
import org.wsispark.jobs.tissue.TissueJob;
import org.wsispark.jobs.tissue.TissueJobOptions;

/** A lake of its own for one measurement, with an embedded Spark of so many threads. */
final class BenchLake implements AutoCloseable {
  private final SparkSession spark;
  private final JobRunner runner;

  private BenchLake(SparkSession spark, JobRunner runner) {
    this.spark = spark;
    this.runner = runner;
  }

  /** With a catalogue of the slides and masks of their tissue. */
  static BenchLake open(List<Path> slides, int threads, Path folder, TissueJobOptions tissue) {
    Path scan = folder.resolve("slides");
    try {
      Files.createDirectories(scan);
      for (Path slide : slides) {
        Files.createSymbolicLink(scan.resolve(slide.getFileName()), slide);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot link slides into " + scan, e);
    }
    SparkSession spark =
        SparkSessions.open("bench", String.format(Locale.ROOT, "local[%d]", threads));
    Lake lake = Lake.of(folder.resolve("lake").toString());
    JobRunner runner =
        new JobRunner(spark, lake, Clock.systemUTC(), Duration.ofDays(1), progress -> {});
    BenchLake opened = new BenchLake(spark, runner);
    opened.run(new IngestJob(), IngestOptions.defaults().withScan(scan.toString()));
    opened.run(new TissueJob(), tissue);
    return opened;
  }

  <O extends Record, R extends JobResult> R run(Job<O, R> job, O options) {
    RunOutcome<R> outcome = runner.run(job, options);
    if (!outcome.failures().isEmpty()) {
      throw WsiException.of(
          BenchError.NO_RESULT, "%s: %s", job.name(), outcome.failures().get(0).message());
    }
    return outcome.result();
  }

  @Override
  public void close() {
    spark.stop();
  }
}
