package org.wsispark.jobs.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sha2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.jobs.export.ExportJob;
import org.wsispark.jobs.export.ExportOptions;
import org.wsispark.jobs.ingest.IngestJob;
import org.wsispark.jobs.ingest.IngestOptions;
import org.wsispark.jobs.io.Failure;
import org.wsispark.jobs.io.Job;
import org.wsispark.jobs.io.JobResult;
import org.wsispark.jobs.io.JobRunner;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.RunOutcome;
import org.wsispark.jobs.io.SlideFiles;
import org.wsispark.jobs.patches.GridOptions;
import org.wsispark.jobs.patches.ImageOptions;
import org.wsispark.jobs.patches.PatchesJob;
import org.wsispark.jobs.patches.PatchesOptions;
import org.wsispark.jobs.patches.PatchesResult;
import org.wsispark.jobs.patches.TaskOptions;
import org.wsispark.jobs.predict.PredictJob;
import org.wsispark.jobs.predict.PredictOptions;
import org.wsispark.jobs.testing.DiscSlide;
import org.wsispark.jobs.testing.SparkTestBase;
import org.wsispark.jobs.tissue.TissueJob;
import org.wsispark.jobs.tissue.TissueJobOptions;
import org.wsispark.slide.FileByteSource;
import org.wsispark.slide.tiff.TiffFile;
import org.wsispark.slide.tiff.TiffImage;

/** The jobs over slides of an S3 server, clean and with faults, beside the same slides on disk. */
@ExtendWith(S3MockExtension.class)
class ObjectStorePipelineTest extends SparkTestBase {
  private static final List<String> SLIDES = List.of("one", "two");

  private static S3Bucket bucket;
  private static Path slides;

  @BeforeAll
  static void upload(S3Mock store, @TempDir Path local) throws IOException {
    bucket = S3Bucket.make(store, "object-store-pipeline");
    bucket.configure(spark().sparkContext().hadoopConfiguration());
    slides = local;
    for (String id : SLIDES) {
      new DiscSlide(2_400, 1_600, id.hashCode(), -1).write(local.resolve(id + ".svs"));
    }
    DiscSlide.writeRectangles(local.resolve("one.xml"), new PixelRect(900, 400, 700, 700));
  }

  @AfterAll
  static void close() throws IOException {
    bucket.close();
  }

  @BeforeEach
  void cleanSlides() throws IOException {
    bucket.proxy().reset();
    for (String name : List.of("one.svs", "two.svs", "one.xml")) {
      bucket.put("slides/" + name, Files.readAllBytes(slides.resolve(name)));
    }
  }

  private <O extends Record, R extends JobResult> RunOutcome<R> run(
      Lake lake, Job<O, R> job, O options) {
    return new JobRunner(spark(), lake, Clock.systemUTC(), Duration.ofDays(1), line -> {})
        .run(job, options);
  }

  private Lake ingested(String lakeUri, String from) {
    Lake lake = Lake.of(lakeUri);
    assertThat(
            run(lake, new IngestJob(), IngestOptions.defaults().withScan(from)).result().slides())
        .isEqualTo(2);
    assertThat(run(lake, new TissueJob(), TissueJobOptions.defaults()).failures()).isEmpty();
    return lake;
  }

  private Lake localLake(String name, String from) {
    return ingested(folder.resolve(name).toString(), from);
  }

  private RunOutcome<PatchesResult> patches(Lake lake, String set, int partitions) {
    return run(
        lake,
        new PatchesJob(),
        PatchesOptions.defaults()
            .withPatchSet(set)
            .with(new ImageOptions("png", 90))
            .with(TaskOptions.defaults().withPartitions(partitions)));
  }

  private Dataset<Row> images(Lake lake, String set) {
    return lake.read(spark(), LakeTable.PATCH_IMAGES, "patches")
        .where(col("patch_set").equalTo(set))
        .drop("patch_set", "run_id", "source_id", "quality")
        .withColumn("path", col("image.path"))
        .withColumn("image", sha2(col("image.bytes"), 256));
  }

  /** Compressed bytes of the level-0 tiles that the patches of a slide lie on. */
  private long tileBytes(Lake lake, String id) {
    try (FileByteSource source = FileByteSource.open(slides.resolve(id + ".svs"))) {
      TiffImage level = TiffImage.of(TiffFile.read(source).directories().get(0), source, "level 0");
      Set<Integer> tiles = new HashSet<>();
      for (Row row : images(lake, "clean").where(col("slide_id").equalTo(id)).collectAsList()) {
        int side = row.<Integer>getAs("width");
        PixelRect touched =
            level.grid().tilesTouching(new PixelRect(row.getAs("x"), row.getAs("y"), side, side));
        for (int y = touched.y(); y < touched.bottom(); y++) {
          for (int x = touched.x(); x < touched.right(); x++) {
            tiles.add(y * level.grid().columns() + x);
          }
        }
      }
      return tiles.stream().mapToLong(tile -> level.byteCounts()[tile]).sum();
    }
  }

  @Test
  void patchesAreThoseOfTheDiskAndCostTheBytesOfTheirTiles() {
    Lake disk = localLake("disk", slides.toString());
    patches(disk, "clean", 2);
    Lake lake = localLake("lake", bucket.uri("slides"));
    bucket.proxy().reset();

    RunOutcome<PatchesResult> clean = patches(lake, "clean", 1);
    assertThat(clean.result().images()).isGreaterThan(20);
    assertEqualRows(images(disk, "clean"), images(lake, "clean"));
    List<Exchange> gets = bucket.proxy().exchanges("GET", ".svs");
    long fetched = gets.stream().mapToLong(Exchange::bytes).sum();
    long needed = SLIDES.stream().mapToLong(id -> tileBytes(lake, id)).sum();
    assertThat(needed).isPositive();
    assertThat(fetched).isBetween(needed, needed + needed / 10);
    assertThat(bucket.proxy().exchanges("HEAD", ".svs"))
        .as("one look at each slide by each task that reads it, and no directory")
        .hasSize(2);
    assertThat(clean.result().tasks()).isEqualTo(1);
    tilesPassedThroughMoveTheirOwnBytes(lake);

    bucket
        .proxy()
        .rules(
            FaultRule.nth("GET", "one.svs", 1, 5, new Fault.Status(503, "SlowDown")),
            FaultRule.nth("GET", "two.svs", 1, 1, new Fault.Status(500, "InternalError")),
            FaultRule.nth("GET", "two.svs", 2, 1, new Fault.Status(504, "GatewayTimeout")),
            FaultRule.nth("GET", "one.svs", 7, 1, new Fault.Reset(500)),
            FaultRule.nth("GET", "two.svs", 3, 1, new Fault.Short(500)));
    assertThat(patches(lake, "faulty", 3).failures()).isEmpty();
    assertEqualRows(images(disk, "clean"), images(lake, "faulty"));

    aSlideThatChangedIsQuarantinedAlone(lake);
    refusedCredentialsEndTheRun(lake);
  }

  /** And what is printed of them is what the store has sent. */
  private void tilesPassedThroughMoveTheirOwnBytes(Lake lake) {
    bucket.proxy().reset();
    RunOutcome<PatchesResult> made =
        run(
            lake,
            new PatchesJob(),
            PatchesOptions.defaults()
                .withPatchSet("tiles")
                .with(new GridOptions(0, 0, "drop", 0.5, 0, 0.01, "area"))
                .with(new ImageOptions("source", 90))
                .with(TaskOptions.defaults().withPartitions(1)));

    assertThat(made.failures()).isEmpty();
    assertThat(made.result().images()).isGreaterThan(20);
    Map<String, Long> counts = made.result().counts();
    long fetched =
        bucket.proxy().exchanges("GET", ".svs").stream().mapToLong(Exchange::bytes).sum();
    assertThat(counts.get("moved_bytes")).as("as the store counts").isEqualTo(fetched);
    assertThat(fetched).isPositive().isLessThan(counts.get("stored_bytes") * 11 / 10);
    assertThat(counts).containsEntry("tiles_decoded", 0L);
  }

  private void aSlideThatChangedIsQuarantinedAlone(Lake lake) {
    byte[] other = SlideFiles.of(spark()).bytes(bucket.uri("slides/two.svs"));
    other[other.length / 2] ^= 1;
    bucket.put("slides/two.svs", other);
    bucket.delete("slides/one.svs");
    bucket.proxy().reset();
    RunOutcome<PatchesResult> outcome = patches(lake, "changed", 2);
    assertThat(outcome.failures())
        .extracting(Failure::slideId, Failure::code)
        .containsExactlyInAnyOrder(tuple("one", "NOT_FOUND"), tuple("two", "CHANGED"));
    assertThat(outcome.result().images()).isZero();
    assertThat(bucket.proxy().exchanges("GET", "/slides/")).as("pixels of another file").isEmpty();
  }

  private void refusedCredentialsEndTheRun(Lake lake) {
    bucket
        .proxy()
        .rules(
            FaultRule.always("HEAD", ".svs", new Fault.Status(403, "")),
            FaultRule.always("GET", ".svs", new Fault.Status(403, "AccessDenied")));
    WsiException failure =
        catchThrowableOfType(WsiException.class, () -> patches(lake, "refused", 2));
    assertThat(failure).hasMessageStartingWith("AUTH: ");
    assertThat(failure.code().kind().exitCode()).isEqualTo(2);
    assertThat(bucket.proxy().exchanges("HEAD", ".svs"))
        .as("no storm of retries")
        .hasSizeLessThan(9);
    for (LakeTable table : List.of(LakeTable.RUNS, LakeTable.QUARANTINE)) {
      assertThat(lake.read(spark(), table, "patches").toJSON().collectAsList())
          .isNotEmpty()
          .noneMatch(row -> row.contains(S3Bucket.SECRET));
    }
    assertThat(lake.read(spark(), LakeTable.RUNS, "patches").where("status = 'failed'").count())
        .isEqualTo(1);
  }

  @Test
  void theLakeMayLieInTheStoreAndALostAnswerIsNoSecondRow() {
    String out = bucket.uri("xml");
    bucket
        .proxy()
        .rules(
            FaultRule.nth(
                "PUT", "lake/slides/part-[0-9a-f-]+.parquet", 1, 1, new Fault.DropResponse()),
            FaultRule.nth("PUT", "lake/slides/_delta_log/0", 2, 1, new Fault.DropResponse()),
            FaultRule.nth("PUT", "lake/patch_images/part-", 1, 1, new Fault.DropResponse()),
            FaultRule.nth("PUT", "lake/patch_images/_delta_log/0", 2, 1, new Fault.DropResponse()),
            FaultRule.nth("PUT", "xml/", 1, 1, new Fault.DropResponse()));
    Lake lake = ingested(bucket.uri("lake"), bucket.uri("slides"));
    Dataset<Row> catalogue = lake.read(spark(), LakeTable.SLIDES, "ingest");
    assertThat(catalogue.where("etag IS NOT NULL AND directory_bytes IS NOT NULL").count())
        .isEqualTo(2);
    assertThat(catalogue.count()).isEqualTo(2);

    RunOutcome<PatchesResult> made = patches(lake, "stored", 2);
    assertThat(made.failures()).isEmpty();
    Dataset<Row> images = images(lake, "stored");
    assertThat(images.count()).isEqualTo(made.result().images()).isPositive();
    assertThat(images.select("slide_id", "patch_id").distinct().count()).isEqualTo(images.count());

    assertThat(run(lake, new PredictJob(), PredictOptions.defaults()).failures()).isEmpty();
    assertThat(run(lake, new ExportJob(), ExportOptions.defaults().withOut(out)).failures())
        .isEmpty();
    assertThat(SlideFiles.of(spark()).list(out))
        .containsExactly(out + "/one.xml", out + "/two.xml");
    assertThat(new String(SlideFiles.of(spark()).bytes(out + "/one.xml"), UTF_8))
        .contains("<Annotations");
    for (FaultRule rule : bucket.proxy().rules()) {
      assertThat(rule.seen().get()).as("requests that %s saw", rule).isGreaterThan(rule.from());
    }
  }
}
