package org.wsispark.jobs.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static scala.jdk.javaapi.CollectionConverters.asScala;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.wsispark.jobs.delta.WrittenFile;
import org.wsispark.jobs.testing.LakeRows;
import org.wsispark.jobs.testing.SparkTestBase;

/** How the files of the tables of images and labels lie on disk. */
class TableLayoutTest extends SparkTestBase {
  private static final int IMAGE_BYTES = 20_000;
  private static final long MB = 1L << 20;

  private final Run run =
      new Run("run-1", "patches", "s", 1, "{}", "options-1", Instant.parse("2026-01-02T03:04:05Z"));

  private Lake lake() {
    return Lake.of(folder.resolve("lake").toString());
  }

  /** Random bytes, which no codec makes smaller, as those of a JPEG. */
  private static Row image(int k) {
    byte[] bytes = new byte[IMAGE_BYTES];
    SplittableRandom random = new SplittableRandom(k);
    random.nextBytes(bytes);
    String id = "slide_x" + k + "_y0";
    return LakeRows.row(
        LakeTable.PATCH_IMAGES.schema(),
        Map.ofEntries(
            Map.entry("patch_set", "s"),
            Map.entry("patch_id", id),
            Map.entry("slide_id", "slide"),
            Map.entry("x", k),
            Map.entry("y", 0),
            Map.entry("size_level0", 256),
            Map.entry("width", 256),
            Map.entry("height", 256),
            Map.entry("mpp", 0.5),
            Map.entry("image", RowFactory.create(bytes, "slide/" + id + ".jpg")),
            Map.entry("encoding", "jpeg"),
            Map.entry("context", new Row[0]),
            Map.entry("quality", asScala(Map.of("blur_fraction", 0.5))),
            Map.entry("source_id", "source"),
            Map.entry("options_digest", "options"),
            Map.entry("run_id", "run-1")));
  }

  private static Row label(int k) {
    return LakeRows.row(
        LakeTable.PATCH_LABELS.schema(),
        Map.ofEntries(
            Map.entry("patch_set", "s"),
            Map.entry("patch_id", "slide_x" + k + "_y0"),
            Map.entry("slide_id", "slide"),
            Map.entry("split", "train"),
            Map.entry("x", k),
            Map.entry("y", 0),
            Map.entry("tissue_fraction", 0.5),
            Map.entry("label", "tumour"),
            Map.entry("label_fractions", asScala(Map.of("tumour", 1.0))),
            Map.entry("mask", new byte[] {(byte) k, 1, 2}),
            Map.entry("document_id", "document"),
            Map.entry("source_id", "source"),
            Map.entry("options_digest", "options"),
            Map.entry("run_id", "run-1")));
  }

  private JavaRDD<Row> rows(int count, LakeTable table) {
    List<Integer> numbers = Stream.iterate(0, k -> k + 1).limit(count).toList();
    return JavaSparkContext.fromSparkContext(spark().sparkContext())
        .parallelize(numbers, 1)
        .map(table == LakeTable.PATCH_IMAGES ? TableLayoutTest::image : TableLayoutTest::label);
  }

  private List<BlockMetaData> rowGroups(LakeTable table) throws IOException {
    List<BlockMetaData> groups = new ArrayList<>();
    for (Path file : files(table, ".parquet")) {
      try (ParquetFileReader reader =
          ParquetFileReader.open(
              HadoopInputFile.fromPath(
                  new org.apache.hadoop.fs.Path(file.toUri()),
                  spark().sessionState().newHadoopConf()))) {
        groups.addAll(reader.getFooter().getBlocks());
      }
    }
    return groups;
  }

  private List<Path> files(LakeTable table, String suffix) throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("lake").resolve(table.tableName()))) {
      return all.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }

  private static ColumnChunkMetaData column(BlockMetaData group, String path) {
    return group.getColumns().stream()
        .filter(column -> column.getPath().toDotString().equals(path))
        .findFirst()
        .orElseThrow();
  }

  private List<JsonNode> statistics(LakeTable table) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<JsonNode> found = new ArrayList<>();
    for (Path commit : files(table, ".json")) {
      for (String line : Files.readAllLines(commit)) {
        JsonNode action = json.readTree(line);
        if (action.has("add")) {
          found.add(json.readTree(action.get("add").get("stats").asText()));
        }
      }
    }
    return found;
  }

  /** Columns with a value; Kernel writes structs that have none as empty objects. */
  private static List<String> columns(JsonNode values) {
    List<String> names = new ArrayList<>();
    values
        .fields()
        .forEachRemaining(
            field -> {
              if (!field.getValue().isEmpty() || field.getValue().isValueNode()) {
                names.add(field.getKey());
              }
            });
    return names;
  }

  @Test
  void imagesLieInRowGroupsOfAtMost64MbAsTheyAreWithStatisticsOfKeysOnly() throws IOException {
    int count = 5_000;
    new TableWriter(spark(), lake(), run)
        .append(rows(count, LakeTable.PATCH_IMAGES), LakeTable.PATCH_IMAGES, "work-1");

    List<BlockMetaData> groups = rowGroups(LakeTable.PATCH_IMAGES);
    assertThat(groups).as("row groups of 100 MB of images").hasSize(2);
    assertThat(groups.get(0).getCompressedSize()).isBetween(56 * MB, 64 * MB);
    assertThat(groups.get(1).getCompressedSize()).isBetween(30 * MB, 64 * MB);
    for (BlockMetaData group : groups) {
      ColumnChunkMetaData bytes = column(group, "image.bytes");
      assertThat(bytes.getCodec()).isEqualTo(CompressionCodecName.UNCOMPRESSED);
      assertThat(bytes.getEncodings()).contains(Encoding.PLAIN);
      assertThat(bytes.hasDictionaryPage()).isFalse();
      assertThat(bytes.getStatistics().hasNonNullValue()).as("least and greatest image").isFalse();
      assertThat(bytes.getColumnIndexReference()).as("those of pages").isNull();
      assertThat(column(group, "patch_id").getStatistics().hasNonNullValue()).isTrue();
    }
    List<JsonNode> statistics = statistics(LakeTable.PATCH_IMAGES);
    assertThat(statistics).hasSize(1);
    assertThat(statistics.get(0).get("numRecords").asInt()).isEqualTo(count);
    for (String kind : List.of("minValues", "maxValues")) {
      assertThat(columns(statistics.get(0).get(kind)))
          .containsExactlyInAnyOrder("patch_set", "patch_id", "slide_id");
    }
    assertThatThrownBy(
            () -> DeltaTable.forPath(spark(), lake().path(LakeTable.PATCH_IMAGES)).delete())
        .hasMessageContaining("append");
  }

  @Test
  void everyCommitSaysWhichRunMadeItOfWhat() throws IOException {
    TableWriter writer = new TableWriter(spark(), lake(), run);
    JavaRDD<Row> rows = rows(10, LakeTable.PATCH_LABELS);
    writer.append(rows, LakeTable.PATCH_LABELS, "work-1");
    writer.append(rows, LakeTable.PATCH_LABELS, "work-1");
    for (int k = 0; k < 2; k++) {
      List<WrittenFile> again =
          writer.files(LakeTable.PATCH_LABELS).write(rows.collect().iterator()).stream().toList();
      writer.merge(again, LakeTable.PATCH_LABELS, "work-2");
      assertThat(Path.of(URI.create(again.get(0).uri()))).as("what was merged").doesNotExist();
    }
    writer.update(LakeTable.PATCH_LABELS, "x = 3", Map.of("label", "'stroma'"), "work-3");
    writer.replaceSlides(rows, LakeTable.PATCH_LABELS, List.of("slide"), Map.of(), "work-4");

    List<Row> history =
        spark()
            .sql("DESCRIBE HISTORY delta.`" + lake().path(LakeTable.PATCH_LABELS) + "`")
            .selectExpr(
                "version",
                "operation",
                "coalesce(userMetadata, substring_index(engineInfo, '/wsispark ', -1))")
            .orderBy("version")
            .collectAsList();
    assertThat(history)
        .extracting(row -> row.getString(1))
        .as("a call that is repeated makes no commit")
        .containsExactly("CREATE TABLE", "WRITE", "MERGE", "UPDATE", "WRITE");
    assertThat(history)
        .extracting(row -> row.getString(2))
        .containsExactly(said("1"), said("1"), said("2"), said("3"), said("4"));
    for (BlockMetaData group : rowGroups(LakeTable.PATCH_LABELS)) {
      assertThat(column(group, "mask").getStatistics().hasNonNullValue()).isFalse();
      assertThat(column(group, "patch_id").getStatistics().hasNonNullValue()).isTrue();
    }
    for (JsonNode statistics : statistics(LakeTable.PATCH_LABELS)) {
      assertThat(columns(statistics.get("minValues")))
          .containsExactlyInAnyOrder("patch_set", "patch_id", "slide_id");
    }
  }

  @Test
  void statisticsThatAUserAsksForAreKeptWhereTheyCanBe() throws IOException {
    TableWriter writer = new TableWriter(spark(), lake(), run);
    writer.append(rows(3, LakeTable.PATCH_LABELS), LakeTable.PATCH_LABELS, "work-1");
    spark()
        .sql(
            "ALTER TABLE delta.`%s` SET TBLPROPERTIES ('delta.dataSkippingStatsColumns' = '%s')"
                .formatted(lake().path(LakeTable.PATCH_LABELS), "patch_id, label, x,slide_id"));
    writer.append(rows(4, LakeTable.PATCH_LABELS), LakeTable.PATCH_LABELS, "work-2");
    List<JsonNode> statistics = statistics(LakeTable.PATCH_LABELS);
    JsonNode last = statistics.get(statistics.size() - 1);
    assertThat(last.get("numRecords").asInt()).isEqualTo(4);
    assertThat(columns(last.get("minValues"))).containsExactlyInAnyOrder("patch_id", "slide_id");
    assertThat(lake().read(spark(), LakeTable.PATCH_LABELS, "x").where("label = 'tumour'").count())
        .isEqualTo(7);

    assertThat(LakeTable.PROBABILITY.keyTexts())
        .as("of a table without such a list")
        .containsExactlyInAnyOrder("slide_id", "model_id", "config", "block");
  }

  private static String said(String work) {
    return "{\"job\":\"patches\",\"options_digest\":\"options-1\",\"run_id\":\"run-1\","
        + "\"target\":\"s\",\"work_digest\":\"work-"
        + work
        + "\"}";
  }
}
