package org.wsispark.jobs.dataset;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sha2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.Test;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.dataset.FileFreezer.How;
import org.wsispark.jobs.dataset.FileFreezer.Taken;
import org.wsispark.jobs.dataset.PinnedSet.ImageFile;
import org.wsispark.jobs.io.JobRunner;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.PlanContext;
import org.wsispark.jobs.testing.SparkTestBase;
import scala.Option;

class FreezeJobTest extends SparkTestBase {
  private static final String NO_CHECK = "spark.databricks.delta.retentionDurationCheck.enabled";

  private Lake lake() {
    return Lake.of(folder.resolve("lake").toString());
  }

  private Path dataset(String name) {
    return folder.resolve("lake/datasets").resolve(name);
  }

  private FreezeResult freeze(String name, String set) {
    return new JobRunner(spark(), lake(), Clock.systemUTC(), Duration.ofDays(1), line -> {})
        .run(new FreezeJob(), new FreezeOptions(name, set))
        .result();
  }

  private List<String> findings(String name) {
    return DatasetCheck.check(spark(), DatasetFolder.find(lake(), name)).findings();
  }

  /** All files below a folder with the digests of their bytes. */
  private static Map<String, String> bytes(Path folder) throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        found.put(
            folder.relativize(file).toString(), DigestUtils.sha256Hex(Files.readAllBytes(file)));
      }
    }
    return found;
  }

  /** The rows of a data set as any reader of Parquet has them. */
  private Dataset<Row> frozen(String name, String part) {
    return spark().read().parquet(dataset(name).resolve(part).toString());
  }

  private Dataset<Row> table(LakeTable table, String set) {
    return lake().read(spark(), table, "patches").where(col("patch_set").equalTo(set));
  }

  /** The same with maps as texts and bytes as digests, which can be compared. */
  private static Dataset<Row> plain(Dataset<Row> rows) {
    return List.of(rows.columns()).contains("mask")
        ? rows.withColumn("mask", sha2(col("mask"), 256))
            .withColumn("label_fractions", col("label_fractions").cast("string"))
        : rows.withColumn("path", col("image.path"))
            .withColumn("image", sha2(col("image.bytes"), 256))
            .withColumn("quality", col("quality").cast("string"));
  }

  @Test
  void whatIsFrozenOutlivesEverythingThatMaintenanceCanDoToTheTables() throws IOException {
    PatchRows rows = new PatchRows(spark(), lake());
    rows.run("s", "a", 3);
    rows.run("s", "b", 2);
    rows.run("t", "a", 2);
    FreezeResult first = freeze("v1", "s");
    assertThat(first.linked()).as("files that cost no room").isEqualTo(2);
    assertThat(first.counts()).containsEntry("patches", 5L).containsEntry("slides", 2L);
    assertEqualRows(plain(table(LakeTable.PATCH_IMAGES, "s")), plain(frozen("v1", "images")));
    assertEqualRows(plain(table(LakeTable.PATCH_LABELS, "s")), plain(frozen("v1", "labels")));
    Map<String, String> before = bytes(dataset("v1"));
    assertThat(before).hasSizeGreaterThanOrEqualTo(5);
    assertThat(frozenFlags()).containsExactly("s true", "s true", "t false");
    assertThatThrownBy(() -> freeze("v1", "t"))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining("NAME_TAKEN");

    rows.relabel("s", "a", 1, "tumour");
    rows.run("s", "c", 4);
    maintain(first.record().versions());

    assertThat(bytes(dataset("v1"))).as("bit for bit").isEqualTo(before);
    assertThat(findings("v1")).isEmpty();
    assertThat(frozen("v1", "labels").where("label = 'tumour'").count()).isZero();
    assertThat(frozen("v1", "images").count()).isEqualTo(5);
    assertThat(table(LakeTable.PATCH_IMAGES, "s").count())
        .as("the set itself goes on")
        .isEqualTo(9);
    assertThat(frozenFlags()).containsExactly("s false", "s true", "s true", "t false");

    FreezeResult second = freeze("v2", "s");
    assertThat(second.linked()).as("OPTIMIZE has mixed the rows of both sets").isZero();
    assertThat(second.rewritten()).isPositive();
    assertEqualRows(plain(table(LakeTable.PATCH_IMAGES, "s")), plain(frozen("v2", "images")));
    assertThat(findings("v2")).isEmpty();
    DiffReport diff = DatasetDiff.of(spark(), lake(), "v1", "v2");
    assertThat(diff.patches())
        .containsEntry("added", 4L)
        .containsEntry("removed", 0L)
        .containsEntry("kept", 5L)
        .containsEntry("relabelled", 1L)
        .containsEntry("redrawn", 1L);
    assertThat(diff.slides().keySet()).containsExactly("a", "c");
    assertThat(diff.labels()).isEqualTo(Map.of("stroma -> tumour", 1L));
    assertThat(diff.options()).isEmpty();
    assertThat(DatasetDiff.of(spark(), lake(), "v2", "set:s").same()).isTrue();
    assertThat(table(LakeTable.PATCH_LABELS, "t").count()).as("the other set").isEqualTo(2);
  }

  private List<String> frozenFlags() {
    return lake().read(spark(), LakeTable.PATCH_SETS, "patches").collectAsList().stream()
        .map(row -> row.<String>getAs("patch_set") + " " + row.<Boolean>getAs("frozen"))
        .sorted()
        .toList();
  }

  /** What an administrator can do, all of it; then the versions frozen are lost to Delta. */
  private void maintain(Map<String, Long> versions) throws IOException {
    spark().conf().set(NO_CHECK, "false");
    try {
      for (LakeTable table : List.of(LakeTable.PATCH_IMAGES, LakeTable.PATCH_LABELS)) {
        String path = "delta.`" + lake().path(table) + "`";
        spark().sql("OPTIMIZE " + path);
        spark().sql("VACUUM " + path + " RETAIN 0 HOURS");
        DeltaLog log = DeltaLog.forTable(spark(), lake().path(table));
        log.checkpoint(log.update(false, Option.empty(), Option.empty()), Option.empty());
        long newest = lake().version(spark(), table);
        Path commits = folder.resolve("lake").resolve(table.tableName()).resolve("_delta_log");
        for (long version = 0; version < newest; version++) {
          Files.deleteIfExists(commits.resolve("%020d.json".formatted(version)));
          Files.deleteIfExists(commits.resolve("%020d.crc".formatted(version)));
        }
        DeltaLog.clearCache();
        assertThat(log.dataPath().toString()).endsWith(table.tableName());
        assertThatThrownBy(
                () ->
                    spark()
                        .read()
                        .format("delta")
                        .option("versionAsOf", versions.get(table.tableName()))
                        .load(lake().path(table))
                        .count())
            .as("a pointer to the version of %s", table.tableName())
            .isNotNull();
      }
    } finally {
      spark().conf().unset(NO_CHECK);
    }
  }

  @Test
  void aCheckNamesEveryFileThatIsNotAsRecorded() throws IOException {
    new PatchRows(spark(), lake()).run("s", "a", 3);
    freeze("d", "s");
    Path images = dataset("d").resolve("images");
    Path file = images.resolve("part-00000.parquet");
    byte[] whole = Files.readAllBytes(file);
    byte[] flipped = whole.clone();
    flipped[whole.length / 2] ^= 1;

    replace(file, flipped);
    assertThat(findings("d"))
        .singleElement()
        .asString()
        .startsWith("images/part-00000.parquet has other bytes: SHA-256 ");
    replace(file, java.util.Arrays.copyOf(whole, 100));
    assertThat(findings("d"))
        .containsExactly(
            "images/part-00000.parquet has 100 bytes, recorded are %d".formatted(whole.length));
    Files.delete(file);
    Files.write(images.resolve("more.parquet"), whole);
    assertThat(findings("d"))
        .containsExactly(
            "images/part-00000.parquet is missing",
            "images/more.parquet is there and not in the record");
    Files.move(images.resolve("more.parquet"), file);
    Path labels = dataset("d").resolve("labels/rows-00000.parquet");
    assertThat(labels.resolveSibling(".rows-00000.parquet.crc"))
        .as("Hadoop's own sums, which stop its readers")
        .exists();
    byte[] rows = Files.readAllBytes(labels);
    byte[] spoilt = rows.clone();
    spoilt[rows.length / 2] ^= 1;
    Files.write(labels, spoilt);
    assertThat(findings("d"))
        .singleElement()
        .asString()
        .startsWith("labels/rows-00000.parquet has other bytes: SHA-256 ");
    Files.write(labels, rows);
    assertThat(findings("d")).isEmpty();

    Path record = dataset("d").resolve(DatasetFolder.RECORD);
    String json = Files.readString(record);
    assertThat(json).contains("\"patches\" : 3").contains("\"stroma\" : 2").contains("source-a");
    Files.writeString(record, json + " ");
    assertThatThrownBy(() -> findings("d"))
        .as("Hadoop's own sum of the record is another")
        .hasMessageContaining("BAD_RECORD")
        .hasMessageContaining("it cannot be read");
    Files.deleteIfExists(dataset("d").resolve("." + DatasetFolder.RECORD + ".crc"));
    Files.writeString(record, json.replaceFirst("\"patches\" : 3", "\"patches\" : 4"));
    assertThat(findings("d"))
        .containsExactly(
            "_dataset.json was changed: 4 patches, but 3 rows of images and 3 of labels");
    Files.writeString(record, "{");
    assertThatThrownBy(() -> findings("d")).hasMessageContaining("BAD_RECORD");
    Files.delete(record);
    assertThatThrownBy(() -> findings("d")).hasMessageContaining("NO_DATASET");

    FreezeResult again = freeze("d", "s");
    assertThat(again.counts()).as("what has no record is no data set").containsEntry("patches", 3L);
    assertThat(findings(dataset("d").toString())).as("by its folder").isEmpty();
  }

  private static void replace(Path file, byte[] bytes) throws IOException {
    // A new file: the old one's bytes are the lake's as well.
    Files.delete(file);
    Files.write(file, bytes, StandardOpenOption.CREATE_NEW);
  }

  @Test
  void aSetThatIsNotCompleteOrNotThereIsRefused() {
    PatchRows rows = new PatchRows(spark(), lake());
    rows.run("s", "a", 2);
    rows.images("s", "b", 0);
    assertThatThrownBy(() -> freeze("d", "s"))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining("INCOMPLETE_SET: b: patch set s has 1 images and 0 labels of it");
    assertThatThrownBy(() -> freeze("d", "other"))
        .hasMessageContaining("there is no patch set other, only [s]");
    assertThatThrownBy(() -> new FreezeOptions("../d", "s")).hasMessageContaining("name is ../d");
    assertThatThrownBy(
            () ->
                new FreezeJob().plan(new PlanContext(spark(), lake()), new FreezeOptions("d", "s")))
        .hasMessageContaining("INCOMPLETE_SET");
    assertThat(dataset("d").resolve(DatasetFolder.RECORD)).doesNotExist();
  }

  @Test
  void aFileIsCopiedWhereItCannotBeLinked() throws IOException {
    new PatchRows(spark(), lake()).images("s", "a", 0);
    String source;
    try (Stream<Path> files = Files.list(folder.resolve("lake/patch_images"))) {
      source =
          files
              .filter(file -> file.toString().endsWith(".parquet"))
              .findFirst()
              .orElseThrow()
              .toUri()
              .toString();
    }
    Path images = Files.createDirectories(folder.resolve("images"));
    SerializableConfiguration conf =
        new SerializableConfiguration(spark().sessionState().newHadoopConf());
    String other = images.toUri().toString().replaceFirst("^file:/+", "unlinked:/");
    conf.value().set("fs.unlinked.impl", UnlinkedFileSystem.class.getName());

    Taken taken = new FileFreezer(other, conf).take(new ImageFile(source, 1), 7);
    Taken mixed = new FileFreezer(other, conf).take(new ImageFile(source, 2), 8);

    assertThat(taken.how()).isEqualTo(How.COPIED);
    Path copy = images.resolve("part-00007.parquet");
    assertThat(taken.file().sha256()).isEqualTo(DigestUtils.sha256Hex(Files.readAllBytes(copy)));
    assertThat(taken.file().bytes()).isEqualTo(Files.size(copy)).isPositive();
    assertThat(taken.file().rows()).isEqualTo(1);
    assertThat(Files.mismatch(copy, Path.of(java.net.URI.create(source)))).isEqualTo(-1);
    assertThat(mixed.how()).as("it holds another row than those of the set").isEqualTo(How.MIXED);
    List<Path> made = new ArrayList<>();
    try (Stream<Path> files = Files.list(images)) {
      files.filter(file -> !file.getFileName().toString().startsWith(".")).forEach(made::add);
    }
    assertThat(made).containsExactly(copy);
  }
}
