package org.wsispark.jobs.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.options.OptionsJson;

/**
 * Runs a job as a run: lease, row in {@code runs}, the work under a Spark job group, quarantine,
 * and the closing row last of all.
 */
public final class JobRunner {
  private static final ObjectMapper JSON = OptionsJson.mapper();

  private final SparkSession spark;
  private final Lake lake;
  private final Clock clock;
  private final Duration interval;
  private final Consumer<String> progress;

  /**
   * A runner.
   *
   * @param clock for times in rows and leases
   * @param interval least time between two progress lines
   * @param progress takes the progress lines
   */
  public JobRunner(
      SparkSession spark, Lake lake, Clock clock, Duration interval, Consumer<String> progress) {
    this.spark = spark;
    this.lake = lake;
    this.clock = clock;
    this.interval = interval;
    this.progress = progress;
  }

  /**
   * Runs the job.
   *
   * @throws WsiException what the job throws when it cannot work at all, or LEASE_HELD; AUTH when
   *     the options, which the run's row keeps, hold credentials
   */
  public <O extends Record, R extends JobResult> RunOutcome<R> run(Job<O, R> job, O options) {
    Instant start = clock.instant();
    String json = json(options);
    SlideFiles.checkNoCredentials(json);
    SlideFiles.checkNoCredentials(lake.root());
    String digest = Digests.brief(json);
    String target = job.target(options);
    String leaseName = target.isEmpty() ? job.name() : job.name() + "-" + target;
    try (Lease lease =
        Lease.take(
            lake,
            leaseName,
            UUID.randomUUID().toString(),
            spark.sessionState().newHadoopConf(),
            clock)) {
      RunLog log = new RunLog(spark, lake);
      Run run = log.begin(job.name(), target, json, digest, start);
      ProgressMeter meter = new ProgressMeter(job.name(), interval, System::nanoTime, progress);
      JobContext context = new JobContext(spark, lake, run, meter);
      spark.sparkContext().addSparkListener(meter);
      spark.sparkContext().setJobGroup(run.runId(), "wsispark " + job.name() + " " + target, false);
      R result;
      try {
        result = job.run(context, options);
      } catch (Exception e) {
        // Not only those of the runtime: Spark throws checked exceptions without saying so.
        endFailed(log, run, context, e);
        throw e;
      } finally {
        spark.sparkContext().clearJobGroup();
        spark.sparkContext().removeSparkListener(meter);
      }
      List<Failure> failures = context.failures();
      log.quarantine(run, failures, clock.instant());
      Instant end = clock.instant();
      log.end(
          run,
          failures.isEmpty() ? "done" : "partial",
          result.counts(),
          context.versions(),
          null,
          end);
      context.inFlight().clear(spark.sessionState().newHadoopConf());
      return new RunOutcome<>(
          run, result, failures, context.versions(), Duration.between(start, end));
    } catch (IOException e) {
      throw WsiException.of(IoError.NO_ACCESS, "the lake cannot be written")
          .inSlide(lake.root())
          .remedy("Check the folder's permissions and free space")
          .causedBy(e);
    }
  }

  private void endFailed(RunLog log, Run run, JobContext context, Exception failure) {
    try {
      log.quarantine(run, context.failures(), clock.instant());
      log.end(
          run,
          "failed",
          java.util.Map.of(),
          context.versions(),
          failure.getMessage(),
          clock.instant());
    } catch (Exception second) {
      failure.addSuppressed(second);
    }
  }

  private static String json(Record options) {
    try {
      return JSON.writeValueAsString(options);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("options record cannot be written: " + options, e);
    }
  }
}
