package org.wsispark.jobs.patches;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sha2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.jobs.dataset.DatasetCheck;
import org.wsispark.jobs.dataset.DatasetDiff;
import org.wsispark.jobs.dataset.DatasetFolder;
import org.wsispark.jobs.dataset.DiffReport;
import org.wsispark.jobs.dataset.FreezeJob;
import org.wsispark.jobs.dataset.FreezeOptions;
import org.wsispark.jobs.ingest.IngestJob;
import org.wsispark.jobs.ingest.IngestOptions;
import org.wsispark.jobs.io.Job;
import org.wsispark.jobs.io.JobResult;
import org.wsispark.jobs.io.JobRunner;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.RunOutcome;
import org.wsispark.jobs.testing.DiscSlide;
import org.wsispark.jobs.testing.SparkTestBase;
import org.wsispark.jobs.tissue.TissueJob;
import org.wsispark.jobs.tissue.TissueJobOptions;

/** A patch set as plain Parquet and as tables, beside another set, from the same slides. */
class PatchSetFormsTest extends SparkTestBase {
  private static final PatchesOptions SET =
      PatchesOptions.defaults().withPatchSet("s").with(new TaskOptions(3, 1 << 20, 1, "", ""));

  private <O extends Record, R extends JobResult> RunOutcome<R> run(Job<O, R> job, O options) {
    return new JobRunner(spark(), lake(), Clock.systemUTC(), Duration.ofDays(1), line -> {})
        .run(job, options);
  }

  private Lake lake() {
    return Lake.of(folder.resolve("lake").toString());
  }

  private Path plain() {
    return folder.resolve("out/s");
  }

  private PatchesOptions plainSet() {
    return SET.with(OutputOptions.parquet(folder.resolve("out").toString()));
  }

  private void slide(String name, PixelRect tumour) throws IOException {
    Path slides = Files.createDirectories(folder.resolve("slides"));
    new DiscSlide(1_000, 800, name.hashCode(), -1).write(slides.resolve(name + ".svs"));
    DiscSlide.writeRectangles(slides.resolve(name + ".xml"), tumour);
  }

  private void ingest() {
    run(new IngestJob(), IngestOptions.defaults().withScan(folder.resolve("slides").toString()));
    run(new TissueJob(), TissueJobOptions.defaults());
  }

  private static Map<String, String> digests(Path folder) throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.getFileName().toString().startsWith(".")) {
          found.put(
              folder.relativize(file).toString(), DigestUtils.sha256Hex(Files.readAllBytes(file)));
        }
      }
    }
    return found;
  }

  /** Without what two runs differ in, with bytes as digests and maps as texts. */
  private static Dataset<Row> comparable(Dataset<Row> rows) {
    return rows.drop("run_id")
        .withColumn("path", col("image.path"))
        .withColumn("image", sha2(col("image.bytes"), 256))
        .withColumn("mask", sha2(col("mask"), 256))
        .withColumn("quality", col("quality").cast("string"))
        .withColumn("label_fractions", col("label_fractions").cast("string"));
  }

  @Test
  void plainParquetIsTheViewAndNeverHalfOfIt() throws IOException {
    slide("a", new PixelRect(0, 0, 1_000, 800));
    slide("b", new PixelRect(0, 0, 500, 800));
    ingest();
    Files.createDirectories(plain().getParent());
    Files.writeString(plain(), "in the way");
    assertThatThrownBy(() -> run(new PatchesJob(), plainSet()))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining("out/s: the folder of plain Parquet cannot be used");
    assertThat(Files.readString(plain()))
        .as("a run that died shows nothing")
        .isEqualTo("in the way");
    Files.delete(plain());

    RunOutcome<PatchesResult> resumed = run(new PatchesJob(), plainSet());

    assertThat(resumed.result().tilesDecoded()).as("its batches are not made again").isZero();
    assertThat(resumed.result().current()).isEqualTo(2);
    assertThat(folder.resolve("out/_s")).doesNotExist();
    assertThat(plain().resolve("_SUCCESS")).exists();
    for (LakeTable table : List.of(LakeTable.PATCH_IMAGES, LakeTable.PATCH_SETS)) {
      assertThat(lake().has(spark(), table)).as("%s without Delta", table).isFalse();
    }
    Map<String, String> two = digests(plain());
    assertThat(run(new PatchesJob(), plainSet()).result().images()).isZero();
    assertThat(digests(plain())).as("a rerun adds nothing").isEqualTo(two);
    theRowsAreThoseOfTheView();
    theFilesHaveNoStatisticsOfImages();

    slide("c", new PixelRect(0, 0, 1_000, 800));
    DiscSlide.writeRectangles(folder.resolve("slides/b.xml"), new PixelRect(0, 0, 400, 800));
    ingest();
    RunOutcome<PatchesResult> third = run(new PatchesJob(), plainSet());
    assertThat(third.result().slides()).isEqualTo(1);
    assertThat(third.failures())
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure.code() + failure.slideId()).isEqualTo("CHANGED_ANNOTATIONb"));
    Map<String, String> three = digests(plain());
    two.keySet().removeAll(List.of(DatasetFolder.RECORD, "_SHA256SUMS"));
    assertThat(three).as("files that are there stay").containsAllEntriesOf(two);
    assertThat(three).hasSizeGreaterThan(two.size() + 2);
    assertThat(spark().read().parquet(plain().toString()).select("slide_id").distinct().count())
        .isEqualTo(3);
    DatasetFolder found = DatasetFolder.find(lake(), plain().toString());
    assertThat(DatasetCheck.check(spark(), found).findings()).isEmpty();
    DiffReport diff = DatasetDiff.of(spark(), lake(), "s", plain().toString());
    assertThat(diff.slides().keySet()).containsExactly("c");
    assertThat(diff.patches()).containsEntry("added", third.result().images());
    assertThatThrownBy(() -> run(new PatchesJob(true), plainSet()))
        .hasMessageContaining("--relabel needs a set of the lake");
    assertThatThrownBy(() -> run(new PatchesJob(), plainSet().with(new ImageOptions("png", 90))))
        .hasMessageContaining("OTHER_OPTIONS");
  }

  private void theRowsAreThoseOfTheView() {
    RunOutcome<PatchesResult> tables = run(new PatchesJob(), SET);
    assertThat(tables.result().slides()).isEqualTo(2);
    lake().registerViews(spark());
    Dataset<Row> view = spark().sql("SELECT * FROM patches WHERE patch_set = 's'");
    Dataset<Row> files = spark().read().parquet(plain().toString());
    assertThat(files.columns()).isEqualTo(view.columns());
    assertThat(files.where("label = 'c1'").count()).isPositive();
    assertEqualRows(comparable(view), comparable(files));
    anotherSetAndAFrozenOneLieBesideIt(tables);
  }

  private void anotherSetAndAFrozenOneLieBesideIt(RunOutcome<PatchesResult> first) {
    GridOptions grid = GridOptions.defaults();
    PatchesOptions dense =
        SET.withPatchSet("dense")
            .with(
                new GridOptions(
                    grid.patchSizePx(),
                    128,
                    grid.edge(),
                    grid.mpp(),
                    null,
                    grid.mppTolerance(),
                    grid.resampling()));
    long more = run(new PatchesJob(), dense).result().images();
    long few = first.result().images();
    assertThat(more).isGreaterThan(2 * few);
    run(new FreezeJob(), new FreezeOptions("v1", "s"));
    Map<String, Long> before = versions();
    assertThat(run(new PatchesJob(), SET).result().current()).isEqualTo(2);
    assertThat(versions()).as("a rerun makes no version of any table").isEqualTo(before);
    assertThat(counts()).isEqualTo(Map.of("dense", more, "s", few));
    for (LakeTable table :
        List.of(LakeTable.PATCH_IMAGES, LakeTable.PATCH_LABELS, LakeTable.PATCH_SETS)) {
      for (Row commit : history(table).collectAsList()) {
        String said = commit.getAs("userMetadata");
        assertThat(said == null ? commit.<String>getAs("engineInfo") : said)
            .as("%s %s", table, commit.<Long>getAs("version"))
            .matches(".*\"options_digest\":\"[0-9a-f]{16}\",\"run_id\":\"[0-9a-f-]{36}\".*");
      }
    }
    assertThat(
            lake()
                .read(spark(), LakeTable.PATCH_SETS, "x")
                .select("patch_set", "frozen")
                .collectAsList())
        .extracting(row -> row.getString(0) + " " + row.getBoolean(1))
        .containsExactlyInAnyOrder("s true", "dense false");
    DiffReport diff = DatasetDiff.of(spark(), lake(), "v1", "set:dense");
    assertThat(diff.options().keySet()).containsExactly("stride-px");
    assertThat(diff.patches()).containsEntry("removed", 0L).containsEntry("added", more - few);
  }

  private Dataset<Row> history(LakeTable table) {
    return spark().sql("DESCRIBE HISTORY delta.`" + lake().path(table) + "`");
  }

  /** Of all tables but the log of runs, where each run has its rows. */
  private Map<String, Long> versions() {
    Map<String, Long> versions = new TreeMap<>();
    for (LakeTable table : LakeTable.values()) {
      if (table != LakeTable.RUNS && lake().has(spark(), table)) {
        versions.put(table.tableName(), history(table).count());
      }
    }
    assertThat(versions).containsKeys("patch_images", "patch_labels", "patch_sets", "slides");
    return versions;
  }

  private Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    for (Row row : spark().table("patches").groupBy("patch_set").count().collectAsList()) {
      counts.put(row.getString(0), row.getLong(1));
    }
    return counts;
  }

  private void theFilesHaveNoStatisticsOfImages() throws IOException {
    int seen = 0;
    for (String name : digests(plain()).keySet()) {
      if (name.endsWith(".parquet")) {
        try (ParquetFileReader reader =
            ParquetFileReader.open(
                HadoopInputFile.fromPath(
                    new org.apache.hadoop.fs.Path(plain().resolve(name).toUri()),
                    spark().sessionState().newHadoopConf()))) {
          for (ColumnChunkMetaData column : reader.getFooter().getBlocks().get(0).getColumns()) {
            String path = column.getPath().toDotString();
            boolean opaque = path.equals("image.bytes") || path.equals("mask");
            assertThat(column.getCodec()).isEqualTo(CompressionCodecName.UNCOMPRESSED);
            if (opaque || path.equals("patch_id")) {
              assertThat(column.getStatistics().hasNonNullValue()).as(path).isEqualTo(!opaque);
              seen++;
            }
          }
        }
      }
    }
    assertThat(seen).isGreaterThanOrEqualTo(6);
  }
}
