package org.wsispark.jobs.cli;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.wsispark.errors.ErrorCode;
import org.wsispark.jobs.io.Failure;
import org.wsispark.jobs.io.Job;
import org.wsispark.jobs.io.JobPlan;
import org.wsispark.jobs.io.JobResult;
import org.wsispark.jobs.io.JobRunner;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.PlanContext;
import org.wsispark.jobs.io.RunOutcome;
import org.wsispark.jobs.io.SparkSessions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that runs one job: resolves options, opens Spark, runs or plans, prints the result. */
abstract class JobCommand<O extends Record, R extends JobResult> implements Callable<Integer> {
  /** Failures named one by one; the rest is in the quarantine table. */
  private static final int NAMED_FAILURES = 20;

  @Mixin private LakeMixin lake;

  @Option(names = "--plan", description = "Say what would be done and write nothing.")
  private boolean plan;

  /** What all commands over a lake have. */
  LakeMixin lake() {
    return lake;
  }

  /** The job. */
  abstract Job<O, R> job();

  /** Its options as resolved, with what the command's own parameters say. */
  abstract O options(LakeMixin given);

  @Override
  public Integer call() throws Exception {
    O options = options(lake);
    Console console = Console.standard(lake.json());
    try (SparkSession spark = SparkSessions.open(job().name(), lake.master())) {
      if (plan) {
        JobPlan planned = job().plan(new PlanContext(spark, lake.lake()), options);
        planned.lines().forEach(console::say);
        Map<String, Object> fields = new LinkedHashMap<>(planned.counts());
        fields.putAll(planned.figures());
        console.result(fields);
        return 0;
      }
      RunOutcome<R> outcome = runner(spark, lake.lake(), console).run(job(), options);
      print(console, outcome);
      return outcome.failures().isEmpty() ? 0 : ErrorCode.Kind.PARTIAL.exitCode();
    }
  }

  /** A runner whose progress goes to the console. */
  static JobRunner runner(SparkSession spark, Lake lake, Console console) {
    return new JobRunner(
        spark, lake, Clock.systemUTC(), console.progressInterval(), console::progress);
  }

  private static <R extends JobResult> void print(Console console, RunOutcome<R> outcome) {
    outcome.result().lines().forEach(console::say);
    console.say(
        "%s: %.1f s, run %s"
            .formatted(
                outcome.run().job(), outcome.took().toMillis() / 1e3, outcome.run().runId()));
    List<Failure> failures = outcome.failures();
    failures.stream()
        .limit(NAMED_FAILURES)
        .forEach(failure -> console.note("quarantined: " + failure.message()));
    long failed = outcome.failed();
    if (failed > 0) {
      console.note(
          "%d slides failed, %d findings; the table quarantine of the lake names each"
              .formatted(failed, failures.size()));
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("job", outcome.run().job());
    fields.put("run_id", outcome.run().runId());
    fields.put("status", failures.isEmpty() ? "done" : "partial");
    fields.put("counts", outcome.result().counts());
    fields.putAll(outcome.result().figures());
    fields.put("failed", failed);
    fields.put("failures", failures.size());
    fields.put("versions", outcome.versions());
    fields.put("seconds", outcome.took().toMillis() / 1e3);
    console.result(fields);
  }
}
