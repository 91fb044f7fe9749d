package org.wsispark.jobs.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.testing.SparkTestBase;

class JobRunnerTest extends SparkTestBase {
  private final SparkSession spark = spark();

  /** Writes one tissue row per slide named in its options; "bad" goes to quarantine. */
  record Marks(List<String> slides, String crashAfter) {}

  record Marked(long rows) implements JobResult {
    @Override
    public Map<String, Long> counts() {
      return Map.of("rows", rows);
    }

    @Override
    public List<String> lines() {
      return List.of(rows + " rows");
    }
  }

  static final class MarkJob implements Job<Marks, Marked> {
    @Override
    public String name() {
      return "mark";
    }

    @Override
    public Marked run(JobContext context, Marks options) {
      String crashAfter = options.crashAfter();
      List<Row> rows =
          options.slides().stream()
              .filter(slide -> !slide.equals("bad"))
              .map(slide -> document(slide, context.run()))
              .toList();
      context
          .writer()
          .append(
              JavaSparkContext.fromSparkContext(context.spark().sparkContext())
                  .parallelize(rows, rows.size())
                  .filter(row -> isKept(row.getString(0), crashAfter)),
              LakeTable.ANNOTATION_DOCUMENTS,
              Digests.brief(options.slides().toArray(String[]::new)));
      context.changed(LakeTable.ANNOTATION_DOCUMENTS);
      if (crashAfter.equals("write")) {
        throw new IllegalStateException("crash");
      }
      if (options.slides().contains("bad")) {
        context.quarantine(new Failure("bad", "BAD_OFFSET", "IFD 0", "BAD_OFFSET: bad"));
      }
      return new Marked(rows.size());
    }

    /** The third task starts when one of two has ended; the second one writes nothing. */
    private static boolean isKept(String slide, String crashAfter) {
      if (crashAfter.equals("task") && slide.equals("c")) {
        throw new IllegalStateException("crash of a task");
      }
      return !crashAfter.equals("task") || slide.equals("a");
    }

    @Override
    public JobPlan plan(PlanContext context, Marks options) {
      return new JobPlan(List.of(), Map.of());
    }

    private static Row document(String slide, Run run) {
      return RowFactory.create(
          slide,
          "d",
          "aperio-xml",
          new byte[] {1},
          "file",
          null,
          "hand",
          "current",
          1,
          "s",
          run.optionsDigest(),
          run.runId());
    }
  }

  private JobRunner runner(Lake lake) {
    return new JobRunner(spark, lake, Clock.systemUTC(), Duration.ofDays(1), line -> {});
  }

  private static ProgressMeter meter() {
    return new ProgressMeter("mark", Duration.ofDays(1), System::nanoTime, line -> {});
  }

  private long documents(Lake lake) {
    return lake.read(spark, LakeTable.ANNOTATION_DOCUMENTS, "mark").count();
  }

  @Test
  void aSlideThatFailsTwiceIsOneSlide() {
    List<Failure> failures =
        Stream.of("a", "b", "a")
            .map(id -> new Failure(id, "NO_MPP", null, "NO_MPP: " + id))
            .toList();
    assertThat(new RunOutcome<>(null, null, failures, Map.of(), Duration.ZERO).failed())
        .isEqualTo(2);
  }

  @Test
  void writesTheClosingRowLastWithTheVersionOfEachTable() {
    Lake lake = Lake.of(folder.toString());
    RunOutcome<Marked> outcome =
        runner(lake).run(new MarkJob(), new Marks(List.of("a", "bad"), ""));

    assertThat(outcome.result().rows()).isEqualTo(1);
    assertThat(outcome.failures()).extracting(Failure::slideId).containsExactly("bad");
    List<Row> runs = lake.read(spark, LakeTable.RUNS, "x").orderBy("finished_at").collectAsList();
    assertThat(runs).extracting(row -> row.getString(4)).containsExactly("started", "partial");
    assertThat(runs.get(1).<String, Long>getJavaMap(8))
        .isEqualTo(
            Map.of("annotation_documents", lake.version(spark, LakeTable.ANNOTATION_DOCUMENTS)));
    Row quarantined = lake.read(spark, LakeTable.QUARANTINE, "x").head();
    assertThat(quarantined.getString(0)).isEqualTo(outcome.run().runId());
    assertThat(quarantined.getString(3)).isEqualTo("BAD_OFFSET");
  }

  @Test
  void optionsWithCredentialsAreRefusedBeforeTheyAreWrittenDown() {
    Marks options = new Marks(List.of("a", "s3a://AKIA:se/cret@bucket/a.svs"), "");
    assertThatThrownBy(() -> runner(Lake.of(folder.toString())).run(new MarkJob(), options))
        .isInstanceOf(WsiException.class)
        .hasMessageStartingWith("AUTH: s3a://***: a URI must not carry credentials")
        .hasMessageNotContainingAny("AKIA", "cret@");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aRunThatNeverEndedIsResumedAndAddsNothingTwice() {
    Lake lake = Lake.of(folder.toString());
    Marks options = new Marks(List.of("a", "b"), "");
    RunLog log = new RunLog(spark, lake);
    String json = "{\"slides\":[\"a\",\"b\"],\"crash-after\":\"\"}";
    Run killed = log.begin("mark", "", json, Digests.brief(json), Instant.now());
    new MarkJob().run(new JobContext(spark, lake, killed, meter()), options);
    assertThat(documents(lake)).isEqualTo(2);

    RunOutcome<Marked> resumed = runner(lake).run(new MarkJob(), options);

    assertThat(resumed.run().runId()).isEqualTo(killed.runId());
    assertThat(documents(lake)).isEqualTo(2);
    RunOutcome<Marked> next = runner(lake).run(new MarkJob(), options);
    assertThat(next.run().sequence()).isEqualTo(killed.sequence() + 1);
    assertThat(documents(lake)).isEqualTo(4);
  }

  @Test
  void otherWorkOfAResumedRunIsNotSkipped() {
    Lake lake = Lake.of(folder.toString());
    String json = "{\"slides\":[\"a\",\"c\"],\"crash-after\":\"\"}";
    Run killed =
        new RunLog(spark, lake).begin("mark", "", json, Digests.brief(json), Instant.now());
    new MarkJob().run(new JobContext(spark, lake, killed, meter()), new Marks(List.of("a"), ""));

    runner(lake).run(new MarkJob(), new Marks(List.of("a", "c"), ""));

    assertThat(documents(lake)).isEqualTo(3);
  }

  @Test
  void aFailedJobSaysSoInItsRunAndFreesTheLease() {
    Lake lake = Lake.of(folder.toString());
    Marks crash = new Marks(List.of("a"), "write");

    assertThatThrownBy(() -> runner(lake).run(new MarkJob(), crash)).hasMessage("crash");

    Row last = lake.read(spark, LakeTable.RUNS, "x").where("finished_at IS NOT NULL").head();
    assertThat(last.getString(4)).isEqualTo("failed");
    assertThat(last.getString(11)).isEqualTo("crash");
    assertThat(folder.resolve("_leases/mark.json")).doesNotExist();
  }

  /** Spark's own exception is a checked one that no signature names. */
  @Test
  void aTaskThatFailsSaysSoInItsRunAndNoFileOfTheOthersIsLeft() throws IOException {
    Lake lake = Lake.of(folder.toString());
    Marks crash = new Marks(List.of("a", "b", "c"), "task");

    assertThatThrownBy(() -> runner(lake).run(new MarkJob(), crash))
        .isInstanceOf(SparkException.class)
        .hasMessageContaining("crash of a task");

    Row last = lake.read(spark, LakeTable.RUNS, "x").where("finished_at IS NOT NULL").head();
    assertThat(last.getString(4)).isEqualTo("failed");
    assertThat(last.getString(11)).contains("crash of a task");
    assertThat(folder.resolve("_leases/mark.json")).doesNotExist();
    Path table = folder.resolve(LakeTable.ANNOTATION_DOCUMENTS.tableName());
    if (Files.exists(table)) {
      try (Stream<Path> left = Files.list(table)) {
        assertThat(left.filter(file -> file.toString().endsWith(".parquet"))).isEmpty();
      }
    }
  }

  @Test
  void aLivingLeaseIsRefusedAndAStaleOneTakenOver() throws Exception {
    Lake lake = Lake.of(folder.toString());
    Clock then = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    var conf = spark.sessionState().newHadoopConf();
    Lease held = Lease.take(lake, "mark", "one", conf, then);

    assertThatThrownBy(() -> Lease.take(lake, "mark", "two", conf, then))
        .isInstanceOf(WsiException.class)
        .hasMessageMatching("LEASE_HELD: .*mark.json: another run holds the lease: run one, .*");
    Clock later = Clock.offset(then, Lease.STALE_AFTER.plus(Duration.ofSeconds(1)));
    try (Lease taken = Lease.take(lake, "mark", "two", conf, later)) {
      assertThat(Files.readString(folder.resolve("_leases/mark.json"))).contains("two");
    }
    held.close();
  }

  @Test
  void theLeaseOfAProcessThatDiedHereIsFreeAtOnce() throws Exception {
    Lake lake = Lake.of(folder.toString());
    Clock now = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    var conf = spark.sessionState().newHadoopConf();
    Process dead = new ProcessBuilder("true").start();
    assertThat(dead.waitFor()).isZero();
    Path file = Files.createDirectories(folder.resolve("_leases")).resolve("mark.json");

    long living = ProcessHandle.current().pid();
    Files.write(file, Lease.body("one", now.instant(), living));
    assertThatThrownBy(() -> Lease.take(lake, "mark", "two", conf, now))
        .hasMessageStartingWith("LEASE_HELD: ");
    Files.write(file, Lease.body("one", now.instant(), dead.pid()));
    try (Lease taken = Lease.take(lake, "mark", "two", conf, now)) {
      assertThat(Files.readString(file)).contains("two");
    }
  }
}
