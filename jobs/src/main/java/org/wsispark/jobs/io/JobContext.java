package org.wsispark.jobs.io;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.wsispark.errors.WsiException;

/**
 * What a job works with: the session, the lake, its run, the writer of its rows, and where failures
 * of single slides go. Lives as long as one run; driver only.
 */
public final class JobContext {
  private final SparkSession spark;
  private final Lake lake;
  private final Run run;
  private final TableWriter writer;
  private final ConcurrentLinkedQueue<Failure> failures = new ConcurrentLinkedQueue<>();
  private final Map<String, Long> versions = new TreeMap<>();
  private final ProgressMeter progress;
  private final InFlight inFlight;

  JobContext(SparkSession spark, Lake lake, Run run, ProgressMeter progress) {
    this.spark = spark;
    this.progress = progress;
    this.lake = lake;
    this.run = run;
    this.writer = new TableWriter(spark, lake, run);
    this.inFlight = InFlight.of(lake, run, spark.sparkContext().applicationId());
  }

  public SparkSession spark() {
    return spark;
  }

  public Lake lake() {
    return lake;
  }

  public Run run() {
    return run;
  }

  public TableWriter writer() {
    return writer;
  }

  /** How tasks of the run open slides: one that kills executors is refused. */
  public SlideFiles slideFiles() {
    return SlideFiles.of(spark).watchedBy(inFlight);
  }

  InFlight inFlight() {
    return inFlight;
  }

  /**
   * Sends a slide to quarantine; the run goes on and ends as partial.
   *
   * @throws WsiException AUTH when a store refused the slide: it would refuse the others as well,
   *     so the run ends here
   */
  public void quarantine(Failure failure) {
    failures.add(failure);
    if (failure.code().equals(IoError.AUTH.name())) {
      throw WsiException.of(
              IoError.AUTH, "the run ends, for a store refused a slide: %s", failure.message())
          .inSlide(failure.slideId())
          .remedy("Renew the credentials and run it again; what was committed is kept");
    }
  }

  /** A count that tasks add to and that the progress line shows with its rate. */
  public LongAccumulator counter(String name) {
    LongAccumulator counter = spark.sparkContext().longAccumulator(name);
    progress.show(name, counter);
    return counter;
  }

  List<Failure> failures() {
    return List.copyOf(failures);
  }

  /** Says that the run has changed a table; its version is noted in the run's last row. */
  public void changed(LakeTable table) {
    versions.put(table.tableName(), lake.version(spark, table));
  }

  Map<String, Long> versions() {
    return Map.copyOf(versions);
  }
}
