package org.wsispark.jobs.patches;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.wsispark.geometry.PixelRect;
import org.wsispark.jobs.ingest.IngestJob;
import org.wsispark.jobs.ingest.IngestOptions;
import org.wsispark.jobs.io.Job;
import org.wsispark.jobs.io.JobPlan;
import org.wsispark.jobs.io.JobResult;
import org.wsispark.jobs.io.JobRunner;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.PlanContext;
import org.wsispark.jobs.io.RunOutcome;
import org.wsispark.jobs.testing.DiscSlide;
import org.wsispark.jobs.testing.SparkTestBase;
import org.wsispark.jobs.tissue.TissueJob;
import org.wsispark.jobs.tissue.TissueJobOptions;

/** {@code patches --relabel} changes labels only, and only those of another document. */
class RelabelTest extends SparkTestBase {
  private static final PixelRect ALL = new PixelRect(0, 0, 1_400, 1_100);

  private <O extends Record, R extends JobResult> RunOutcome<R> run(
      Lake lake, Job<O, R> job, O options) {
    return new JobRunner(spark(), lake, Clock.systemUTC(), Duration.ofDays(1), line -> {})
        .run(job, options);
  }

  private void ingest(Lake lake, Path slides) {
    run(lake, new IngestJob(), IngestOptions.defaults().withScan(slides.toString()));
    run(lake, new TissueJob(), TissueJobOptions.defaults());
  }

  /** Of each slide: label, run and number of its rows. */
  private Map<String, List<String>> labels(Lake lake) {
    Map<String, List<String>> labels = new TreeMap<>();
    for (Row row :
        lake.read(spark(), LakeTable.PATCH_LABELS, "patches")
            .groupBy("slide_id", "label", "run_id")
            .count()
            .collectAsList()) {
      labels.put(
          row.getString(0), List.of(row.get(1) + "", row.getString(2), row.get(3).toString()));
    }
    return labels;
  }

  @Test
  void onlyTheRowsOfAnotherDocumentAreWrittenAndNoImage() throws IOException {
    Path slides = Files.createDirectories(folder.resolve("slides"));
    for (String name : List.of("kept", "redrawn")) {
      new DiscSlide(1_400, 1_100, 4, -1).write(slides.resolve(name + ".svs"));
      DiscSlide.writeRectangles(slides.resolve(name + ".xml"), ALL);
    }
    Lake lake = Lake.of(folder.resolve("lake").toString());
    ingest(lake, slides);
    PatchesOptions options =
        PatchesOptions.defaults().with(new LabelOptions("any", 0.5, "subtract", ""));
    RunOutcome<PatchesResult> first = run(lake, new PatchesJob(), options);
    Map<String, List<String>> before = labels(lake);
    long images = lake.version(spark(), LakeTable.PATCH_IMAGES);
    assertThat(before.get("kept").get(0)).isEqualTo("c1");
    assertThat(lake.read(spark(), LakeTable.PATCH_SETS, "patches").head().<String>getAs("options"))
        .contains("\"label-rule\":\"any\"");

    DiscSlide.writeRectangles(slides.resolve("redrawn.xml"), new PixelRect(9_000, 0, 9, 9), ALL);
    new DiscSlide(1_400, 1_100, 5, -1).write(slides.resolve("new.svs"));
    ingest(lake, slides);
    JobPlan planned = new PatchesJob(true).plan(new PlanContext(spark(), lake), options);
    RunOutcome<PatchesResult> relabelled = run(lake, new PatchesJob(true), options);

    assertThat(planned.counts())
        .isEqualTo(Map.of("slides", 1L, "current", 1L, "labels", relabelled.result().labels()));
    assertThat(planned.lines()).allSatisfy(line -> assertThat(line).doesNotContain("USD"));

    assertThat(relabelled.failures()).isEmpty();
    assertThat(relabelled.result().images()).isZero();
    assertThat(relabelled.result().tilesDecoded()).isZero();
    assertThat(relabelled.result().withoutTissue()).isEmpty();
    assertThat(relabelled.result().labels()).isEqualTo(first.result().labels() / 2);
    assertThat(lake.version(spark(), LakeTable.PATCH_IMAGES)).isEqualTo(images);
    Map<String, List<String>> after = labels(lake);
    assertThat(after.keySet()).as("the new slide waits").containsExactly("kept", "redrawn");
    assertThat(after.get("kept")).isEqualTo(before.get("kept"));
    assertThat(after.get("redrawn"))
        .containsExactly("c2", relabelled.run().runId(), before.get("redrawn").get(2));
  }
}
