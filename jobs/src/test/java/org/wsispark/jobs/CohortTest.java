package org.wsispark.jobs;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.wsispark.jobs.export.ExportJob;
import org.wsispark.jobs.export.ExportOptions;
import org.wsispark.jobs.export.ExportResult;
import org.wsispark.jobs.ingest.IngestJob;
import org.wsispark.jobs.ingest.IngestOptions;
import org.wsispark.jobs.ingest.IngestResult;
import org.wsispark.jobs.io.Job;
import org.wsispark.jobs.io.JobResult;
import org.wsispark.jobs.io.JobRunner;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.RunOutcome;
import org.wsispark.jobs.patches.PatchesJob;
import org.wsispark.jobs.patches.PatchesOptions;
import org.wsispark.jobs.patches.TaskOptions;
import org.wsispark.jobs.predict.PredictJob;
import org.wsispark.jobs.predict.PredictOptions;
import org.wsispark.jobs.synth.SynthJob;
import org.wsispark.jobs.synth.SynthOptions;
import org.wsispark.jobs.synth.SynthResult;
import org.wsispark.jobs.testing.SparkTestBase;
import org.wsispark.jobs.tissue.DetectionKeys;
import org.wsispark.jobs.tissue.TissueJob;
import org.wsispark.jobs.tissue.TissueJobOptions;
import org.wsispark.jobs.tissue.TissueResult;

/** Twelve synthetic slides of known truth through the whole loop. */
class CohortTest extends SparkTestBase {
  private static final int SLIDES = 12;
  private static final int SIDE_PX = 1_100;

  private <O extends Record, R extends JobResult> R run(Lake lake, Job<O, R> job, O options) {
    RunOutcome<R> outcome =
        new JobRunner(spark(), lake, Clock.systemUTC(), Duration.ofDays(1), line -> {})
            .run(job, options);
    assertThat(outcome.failures()).isEmpty();
    return outcome.result();
  }

  /** These slides are half a millimetre wide, so a piece of tissue may be small. */
  private static TissueJobOptions small() {
    TissueJobOptions d = TissueJobOptions.defaults();
    DetectionKeys t = d.tissue();
    return new TissueJobOptions(
        new DetectionKeys(
            t.rule(),
            t.mpp(),
            t.mppTolerance(),
            t.threshold(),
            t.minContrast(),
            t.openingRadiusUm(),
            t.closingRadiusUm(),
            5_000,
            t.minHoleAreaUm2()),
        d.quality(),
        d.overlays(),
        d.slidesPerCommit());
  }

  private static PatchesOptions patches(String set, int partitions) {
    return PatchesOptions.defaults()
        .withPatchSet(set)
        .with(TaskOptions.defaults().withPartitions(partitions));
  }

  /** All that must be equal however the work was shared out. */
  private List<Row> comparable(Lake lake, LakeTable table, String set) {
    Dataset<Row> rows =
        lake.read(spark(), table, "patches")
            .where(col("patch_set").equalTo(set))
            .drop("patch_set", "run_id", "quality", "options_digest");
    rows =
        table == LakeTable.PATCH_IMAGES
            ? rows.withColumn("image", org.apache.spark.sql.functions.sha2(col("image.bytes"), 256))
            : rows.withColumn("mask", org.apache.spark.sql.functions.sha2(col("mask"), 256));
    return rows.orderBy("patch_id").collectAsList();
  }

  @Test
  void aCohortGivesTheSameRowsHoweverItIsSharedOutAndWhenATaskIsKilled() {
    SynthResult cohort =
        new SynthJob(
                new SynthOptions(
                    folder.resolve("cohort"), SLIDES, SIDE_PX, SIDE_PX, 7, 6, false, 2))
            .run(slide -> {});
    Lake lake = Lake.of(folder.resolve("lake").toString());
    IngestResult ingested =
        run(
            lake,
            new IngestJob(),
            IngestOptions.defaults().withManifest(cohort.manifest().toString()));
    assertThat(ingested.slides()).isEqualTo(SLIDES);
    assertThat(ingested.documents()).isEqualTo(SLIDES);
    Row patients =
        lake.read(spark(), LakeTable.SLIDES, "ingest")
            .selectExpr("count(DISTINCT patient_id)", "count(DISTINCT organ)")
            .head();
    assertThat(patients.getLong(0)).isEqualTo(6);
    assertThat(patients.getLong(1)).isGreaterThan(1);
    TissueResult tissue = run(lake, new TissueJob(), small());
    assertThat(tissue.slides()).isEqualTo(SLIDES);
    assertThat(tissue.withoutTissue()).isZero();

    run(lake, new PatchesJob(), patches("one", 1));
    List<Row> images = comparable(lake, LakeTable.PATCH_IMAGES, "one");
    List<Row> labels = comparable(lake, LakeTable.PATCH_LABELS, "one");
    assertThat(images).hasSizeGreaterThan(SLIDES).hasSameSizeAs(labels);
    assertThat(labels).anyMatch(row -> "viable tumour".equals(row.getAs("label")));
    for (int partitions : new int[] {7, 64}) {
      String set = "p" + partitions;
      run(lake, new PatchesJob(), patches(set, partitions));
      assertThat(comparable(lake, LakeTable.PATCH_IMAGES, set)).isEqualTo(images);
      assertThat(comparable(lake, LakeTable.PATCH_LABELS, set)).isEqualTo(labels);
    }

    TaskKiller killer = new TaskKiller(spark().sparkContext());
    spark().sparkContext().addSparkListener(killer);
    try {
      run(lake, new PatchesJob(), patches("killed", 7));
    } finally {
      spark().sparkContext().removeSparkListener(killer);
    }
    assertThat(killer.killed()).isPositive();
    assertThat(comparable(lake, LakeTable.PATCH_IMAGES, "killed")).isEqualTo(images);
    assertThat(comparable(lake, LakeTable.PATCH_LABELS, "killed")).isEqualTo(labels);

    assertThat(run(lake, new PredictJob(), PredictOptions.defaults()).slides()).isEqualTo(SLIDES);
    ExportResult exported = run(lake, new ExportJob(), ExportOptions.defaults());
    assertThat(exported.slides()).isEqualTo(SLIDES);
    assertThat(exported.regions()).isPositive();
  }

  /** Kills the first attempt of some tasks; Spark has to run them again. */
  private static final class TaskKiller extends SparkListener {
    private static final int EVERY = 3;

    private final SparkContext context;
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger killed = new AtomicInteger();

    TaskKiller(SparkContext context) {
      this.context = context;
    }

    int killed() {
      return killed.get();
    }

    @Override
    public void onTaskStart(SparkListenerTaskStart event) {
      if (event.taskInfo().attemptNumber() == 0
          && started.incrementAndGet() % EVERY == 0
          && context.killTaskAttempt(event.taskInfo().taskId(), true, "killed by the test")) {
        killed.incrementAndGet();
      }
    }
  }
}
