package org.wsispark.jobs;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.wsispark.geometry.PixelRect;
import org.wsispark.jobs.ingest.IngestJob;
import org.wsispark.jobs.ingest.IngestOptions;
import org.wsispark.jobs.io.Failure;
import org.wsispark.jobs.io.Job;
import org.wsispark.jobs.io.JobPlan;
import org.wsispark.jobs.io.JobResult;
import org.wsispark.jobs.io.JobRunner;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.PlanContext;
import org.wsispark.jobs.io.RunOutcome;
import org.wsispark.jobs.patches.PatchesJob;
import org.wsispark.jobs.patches.PatchesOptions;
import org.wsispark.jobs.patches.TaskOptions;
import org.wsispark.jobs.rasterize.RasterizeJob;
import org.wsispark.jobs.rasterize.RasterizeOptions;
import org.wsispark.jobs.testing.DiscSlide;
import org.wsispark.jobs.testing.SparkTestBase;
import org.wsispark.jobs.tissue.TissueJob;
import org.wsispark.jobs.tissue.TissueJobOptions;

/**
 * Row 62 of the table of faults, beyond what a manifest lets through: a lake whose slides have
 * names that would lead out of any folder. Every job that names files by slides keeps them in its
 * own.
 */
class HostileNamesTest extends SparkTestBase {
  private static final List<String> NAMES =
      List.of(
          "../../etc/x",
          "..\\..\\x",
          "/abs-of-wsispark",
          "a/../b",
          "a\u0000b",
          "CON",
          "%2e%2e%2f",
          "s3a://other/x",
          "조직 1");

  private static final String TOO_LONG = "x".repeat(5_000);
  private static final String NO_MPP = "no-mpp";

  private <O extends Record, R extends JobResult> RunOutcome<R> run(
      Lake lake, Job<O, R> job, O options) {
    return new JobRunner(spark(), lake, Clock.systemUTC(), Duration.ofDays(1), line -> {})
        .run(job, options);
  }

  /** The slide that is there under every name; without resolution under one of them. */
  private void multiply(Lake lake, LakeTable table) {
    List<String> all = Stream.concat(NAMES.stream(), Stream.of(TOO_LONG, NO_MPP)).toList();
    Dataset<Row> rows = lake.read(spark(), table, "test");
    Dataset<Row> many =
        rows.drop("slide_id")
            .withColumn(
                "slide_id", explode(array(all.stream().map(functions::lit).toArray(Column[]::new))))
            .select(Stream.of(rows.columns()).map(functions::col).toArray(Column[]::new));
    if (table == LakeTable.SLIDES) {
      for (String column : List.of("mpp", "mpp_source")) {
        many =
            many.withColumn(
                column, when(col("slide_id").equalTo(NO_MPP), lit(null)).otherwise(col(column)));
      }
    }
    many.write().format("delta").mode("append").save(lake.path(table));
  }

  @Test
  void noFileIsMadeOutsideTheFolderThatWasAskedFor() throws IOException {
    Path slides = Files.createDirectories(folder.resolve("slides"));
    new DiscSlide(640, 600, 1, -1).write(slides.resolve("seed.svs"));
    DiscSlide.writeRectangles(slides.resolve("seed.xml"), new PixelRect(100, 100, 300, 300));
    Path deep = Files.createDirectories(folder.resolve("a/b/c"));
    Lake lake = Lake.of(deep.resolve("lake").toString());
    run(lake, new IngestJob(), IngestOptions.defaults().withScan(slides.toString()));
    multiply(lake, LakeTable.SLIDES);
    multiply(lake, LakeTable.ANNOTATION_DOCUMENTS);
    Set<Path> before = outside(deep);

    RunOutcome<?> tissue =
        run(
            lake,
            new TissueJob(),
            TissueJobOptions.defaults().withOverlays(deep.resolve("overlays").toString()));
    assertThat(tissue.failures())
        .extracting(Failure::code)
        .containsExactlyInAnyOrder("BAD_NAME", "UNKNOWN_MPP");
    assertThat(tissue.failures())
        .filteredOn(failure -> failure.slideId().equals(NO_MPP))
        .allSatisfy(
            failure ->
                assertThat(failure.message())
                    .contains("Give mpp in the manifest, or ingest it with --mpp-override"));
    holds(deep.resolve("overlays"), ".png", NAMES.size() + 1);

    RunOutcome<?> masks =
        run(
            lake,
            new RasterizeJob(),
            RasterizeOptions.defaults()
                .with("exact", 16, "")
                .withOutput("tiff", deep.resolve("masks").toString()));
    assertThat(masks.failures()).extracting(Failure::code).containsExactly("BAD_NAME");
    Path config = only(deep.resolve("masks"));
    holds(config, ".tif", NAMES.size() + 2);

    PatchesOptions pictures =
        PatchesOptions.defaults()
            .with(TaskOptions.defaults().withPlanPictures(deep.resolve("plan").toString()));
    JobPlan plan = new PatchesJob().plan(new PlanContext(spark(), lake), pictures);
    assertThat(plan.counts()).containsEntry("slides", NAMES.size() + 1L);
    assertThat(plan.lines()).noneMatch(line -> line.startsWith("no picture"));
    holds(deep.resolve("plan"), ".png", NAMES.size() + 1);

    assertThat(outside(deep)).as("files beside the folders asked for").isEqualTo(before);
    for (String ending : List.of("", ".png", ".tif", ".xml")) {
      assertThat(Path.of("/abs-of-wsispark" + ending)).doesNotExist();
    }
  }

  /** Files right in the folder and nothing else, Hadoop's checksums aside. */
  private static void holds(Path place, String ending, int count) throws IOException {
    try (Stream<Path> all = Files.walk(place)) {
      List<Path> files =
          all.filter(Files::isRegularFile)
              .filter(file -> !file.getFileName().toString().endsWith(".crc"))
              .toList();
      assertThat(files)
          .hasSize(count)
          .allMatch(file -> file.getParent().equals(place))
          .allMatch(file -> file.getFileName().toString().matches("[%\\w-][%.\\w-]*\\" + ending));
    }
  }

  private static Path only(Path place) throws IOException {
    try (Stream<Path> all = Files.list(place)) {
      List<Path> found = all.toList();
      assertThat(found).hasSize(1);
      return found.get(0);
    }
  }

  private Set<Path> outside(Path deep) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> !file.startsWith(deep)).collect(Collectors.toSet());
    }
  }
}
