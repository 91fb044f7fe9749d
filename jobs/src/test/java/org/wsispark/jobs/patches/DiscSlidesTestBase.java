package org.wsispark.jobs.patches;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.wsispark.geometry.PixelRect;
import org.wsispark.jobs.ingest.IngestJob;
import org.wsispark.jobs.ingest.IngestOptions;
import org.wsispark.jobs.io.Job;
import org.wsispark.jobs.io.JobResult;
import org.wsispark.jobs.io.JobRunner;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.RunOutcome;
import org.wsispark.jobs.testing.SparkTestBase;
import org.wsispark.jobs.tissue.TissueJob;
import org.wsispark.jobs.tissue.TissueJobOptions;

/** Two-coloured slides with rectangles drawn on them, from which all patches of a grid are made. */
abstract class DiscSlidesTestBase extends SparkTestBase {
  static final int WIDTH = 1_400;
  static final int HEIGHT = 1_100;
  static final int SIDE = 64;
  static final PixelRect SLIDE = new PixelRect(0, 0, WIDTH, HEIGHT);
  static final PixelRect ROI = new PixelRect(310, 150, 700, 810);
  static final PixelRect TUMOUR = new PixelRect(500, 300, 301, 433);
  static final PixelRect CORNER = new PixelRect(1_300, 1_000, 400, 400);

  final <O extends Record, R extends JobResult> RunOutcome<R> run(
      Lake lake, Job<O, R> job, O options) {
    return new JobRunner(spark(), lake, Clock.systemUTC(), Duration.ofDays(1), line -> {})
        .run(job, options);
  }

  final Path slideFolder() throws IOException {
    return Files.createDirectories(folder.resolve("slides"));
  }

  final Lake ingested() {
    Lake lake = Lake.of(folder.resolve("lake").toString());
    ingest(lake);
    return lake;
  }

  final void ingest(Lake lake) {
    Path slides = folder.resolve("slides");
    run(lake, new IngestJob(), IngestOptions.defaults().withScan(slides.toString()));
    run(lake, new TissueJob(), TissueJobOptions.defaults());
  }

  /** Small patches, all of the grid but for what the test wants dropped. */
  static PatchesOptions options(String set) {
    GridOptions d = GridOptions.defaults();
    return PatchesOptions.defaults()
        .withPatchSet(set)
        .with(new GridOptions(SIDE, SIDE, "drop", 0.5, null, d.mppTolerance(), d.resampling()))
        .with(new FilterOptions(0, "", 1, 1, 1, 1, 1))
        .with(new ImageOptions("png", 90));
  }

  /** Patches of the default grid, made by so many tasks. */
  static PatchesOptions options(String set, int tasks) {
    return PatchesOptions.defaults()
        .withPatchSet(set)
        .with(new ImageOptions("png", 90))
        .with(TaskOptions.defaults().withPartitions(tasks));
  }

  final Dataset<Row> rows(Lake lake, LakeTable table, String set) {
    return lake.read(spark(), table, "patches").where(col("patch_set").equalTo(set));
  }

  final Set<String> ids(Lake lake, LakeTable table, String set) {
    Set<String> ids = new TreeSet<>();
    rows(lake, table, set)
        .select("patch_id")
        .collectAsList()
        .forEach(row -> ids.add(row.getString(0)));
    return ids;
  }
}
