package org.wsispark.jobs.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.testing.RowText;
import org.wsispark.jobs.testing.SparkTestBase;
import scala.jdk.javaapi.CollectionConverters;

/** Spark writes what the driver reads, and reads what the driver writes. */
class DriverTableTest extends SparkTestBase {
  private static final StructType NAMED =
      new StructType()
          .add("name", DataTypes.StringType, false)
          .add("number", DataTypes.LongType, true);

  private DriverTable table(String name) {
    return DriverTable.at(spark().sessionState().newHadoopConf(), uri(name));
  }

  private String uri(String name) {
    return "file:" + folder.resolve(name);
  }

  private Dataset<Row> bySpark(String name) {
    return spark().read().format("delta").load(uri(name));
  }

  private static List<Row> all(DriverTable table, StructType schema) {
    return table.rows(schema, Map.of()).orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(LakeTable.class)
  void everyTableOfTheLakeIsTheSameToBoth(LakeTable of) {
    DriverTable table = table("t");
    table.create(of.schema(), of.properties(), "test");
    RandomRows random = new RandomRows(of.ordinal());
    List<Row> rows = new ArrayList<>(random.of(of.schema(), 40));
    table.append(rows, "app", 1, "test");

    Row detail = spark().sql("DESCRIBE DETAIL delta.`" + uri("t") + "`").head();
    assertThat(detail.<String, String>getJavaMap(detail.fieldIndex("properties")))
        .containsAllEntriesOf(of.properties());
    assertThat(detail.<Integer>getAs("minReaderVersion")).isEqualTo(1);
    StructType seen = DeltaTable.forPath(spark(), uri("t")).toDF().schema();
    assertThat(seen.json()).as("names, types, NOT NULL, comments").isEqualTo(of.schema().json());
    assertThat(RowText.sorted(bySpark("t").collectAsList())).isEqualTo(RowText.sorted(rows));
    assertThat(RowText.sorted(all(table, of.schema()))).isEqualTo(RowText.sorted(rows));

    List<Row> more = random.of(of.schema(), 25);
    spark()
        .createDataFrame(more, of.schema())
        .write()
        .format("delta")
        .mode("append")
        .save(uri("t"));
    rows.addAll(more);
    assertThat(RowText.sorted(all(table, of.schema()))).isEqualTo(RowText.sorted(rows));

    List<Row> byTask = random.of(of.schema(), 30);
    WrittenFile file = files("t", of.schema()).write(byTask.iterator()).orElseThrow();
    assertThat(bySpark("t").count()).as("before it is added").isEqualTo(rows.size());
    table.add(List.of(file), "tasks", 1, "test");
    table.add(List.of(file), "tasks", 1, "test");
    rows.addAll(byTask);
    assertThat(RowText.sorted(bySpark("t").collectAsList())).isEqualTo(RowText.sorted(rows));
    assertThat(RowText.sorted(all(table, of.schema()))).isEqualTo(RowText.sorted(rows));
  }

  private RowFiles files(String name, StructType schema, String... statistics) {
    return new RowFiles(
        new SerializableConfiguration(spark().sessionState().newHadoopConf()),
        uri(name),
        schema,
        Map.of(),
        "snappy",
        List.of(statistics));
  }

  /** By Delta's own statistics, which are of bytes, where Java's order of texts is another one. */
  @Test
  void filesOfTasksHaveTheStatisticsOfSpark() throws IOException {
    StructType schema = NAMED.add("other", DataTypes.StringType);
    List<Row> rows =
        Stream.of("b", "\uFFFD high", "\uD83D\uDE00 higher", "a\u0000", "z")
            .map(name -> RowFactory.create(name, 1L, null))
            .toList();
    List<JsonNode> statistics = new ArrayList<>();
    for (String by : List.of("spark", "task")) {
      DriverTable table = table(by);
      table.create(schema, Map.of("delta.dataSkippingStatsColumns", "name"), "test");
      if (by.equals("task")) {
        RowFiles files = files(by, schema, "name");
        table.add(files.write(rows.iterator()).stream().toList(), "app", 1, "test");
      } else {
        spark()
            .createDataFrame(rows, schema)
            .coalesce(1)
            .write()
            .format("delta")
            .mode("append")
            .save(uri(by));
      }
      String commit =
          Files.readString(folder.resolve(by + "/_delta_log/00000000000000000001.json"));
      ObjectMapper json = new ObjectMapper();
      for (String line : commit.lines().toList()) {
        if (json.readTree(line).has("add")) {
          statistics.add(json.readTree(json.readTree(line).get("add").get("stats").asText()));
        }
      }
    }
    assertThat(statistics).hasSize(2);
    for (String kind : List.of("numRecords", "minValues", "maxValues", "nullCount")) {
      assertThat(statistics.get(1).get(kind)).as(kind).isEqualTo(statistics.get(0).get(kind));
    }
    assertThat(bySpark("task").where("name = '\uD83D\uDE00 higher'").count()).isEqualTo(1);
  }

  @Test
  void onlyAFinishedFileIsThere() throws IOException {
    RowFiles files = files("t", NAMED);
    Files.createDirectories(folder.resolve("t"));
    assertThat(files.write(List.<Row>of().iterator())).as("without rows").isEmpty();
    List<Row> rows =
        List.of(
            RowFactory.create("a", 1L), RowFactory.create("b", 2L), RowFactory.create(null, 3L));
    assertThatThrownBy(() -> files.write(rows.iterator())).hasMessageContaining("name");
    try (RowFile left = files.open()) {
      left.add(rows.get(0));
      assertThat(folder.resolve("t")).as("while it is written").isNotEmptyDirectory();
      assertThat(left.isBroken()).isFalse();
      assertThatThrownBy(() -> left.add(rows.get(2))).hasMessageContaining("name");
      assertThat(left.isBroken()).isTrue();
      assertThatThrownBy(left::finish).hasMessageContaining("cannot be finished");
    }
    assertThat(folder.resolve("t")).isEmptyDirectory();

    StructType lists =
        new StructType()
            .add("list", DataTypes.createArrayType(DataTypes.LongType, false))
            .add("map", DataTypes.createMapType(DataTypes.StringType, DataTypes.LongType, false));
    for (Row bad :
        List.of(
            RowFactory.create(new Long[] {1L, null}, Map.of()),
            RowFactory.create(new Long[0], Collections.singletonMap("k", null)))) {
      assertThatThrownBy(() -> files("t", lists).write(List.of(bad).iterator()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("value");
    }
    assertThat(folder.resolve("t")).isEmptyDirectory();

    WrittenFile kept = files.write(rows.subList(0, 2).iterator()).orElseThrow();
    assertThat(spark().read().parquet(uri("t")).collectAsList())
        .containsExactlyInAnyOrderElementsOf(rows.subList(0, 2));
    files.drop(kept.uri());
    assertThat(folder.resolve("t")).isEmptyDirectory();
  }

  @Test
  void aTableThatWantsOtherFilesIsRefused() {
    DriverTable table = table("t");
    table.create(NAMED, Map.of(), "test");
    spark()
        .sql(
            "ALTER TABLE delta.`%s` SET TBLPROPERTIES ('delta.columnMapping.mode' = 'name')"
                .formatted(uri("t")));
    assertThatThrownBy(table::properties)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("mapping of columns");
  }

  @Test
  void equalitiesAreThoseOfSpark() {
    DriverTable table = table("t");
    StructType schema = LakeTable.SLIDES.schema();
    table.create(schema, Map.of(), "test");
    table.append(new RandomRows(5).of(schema, 200), "app", 1, "test");
    StructType wanted = new StructType().add(schema.apply("bytes")).add(schema.apply("organ"));

    List<Row> found =
        table
            .rows(wanted, Map.of("organ", Set.of("text ü1", "text ü2"), "stain", Set.of("text ü0")))
            .orElseThrow();
    Dataset<Row> expected =
        bySpark("t")
            .where("organ IN ('text ü1', 'text ü2') AND stain = 'text ü0'")
            .select("bytes", "organ");
    assertThat(found.size()).isBetween(5, 60);
    assertEqualRows(expected, spark().createDataFrame(found, wanted));
  }

  @Test
  void aTransactionIsCommittedOnce() {
    DriverTable table = table("t");
    table.create(NAMED, Map.of(), "test");
    table.create(NAMED, Map.of(), "test");
    for (long version : new long[] {1, 1, 2, 1}) {
      table.append(new RandomRows(version).of(NAMED, 3), "app", version, "test");
    }
    table.append(new RandomRows(9).of(NAMED, 3), "other", 1, "test");
    assertThat(bySpark("t").count()).isEqualTo(9);
    // Spark knows them too.
    spark()
        .createDataFrame(new RandomRows(3).of(NAMED, 3), NAMED)
        .write()
        .format("delta")
        .mode("append")
        .option("txnAppId", "app")
        .option("txnVersion", 2)
        .save(uri("t"));
    assertThat(all(table, NAMED)).hasSize(9);
  }

  /** As several runs on one lake do, some of them by Spark; and the log is kept short. */
  @Test
  void concurrentWritersLoseNothing() throws Exception {
    int commits = 5;
    table("t").create(NAMED, Map.of(), "test");
    List<CompletableFuture<Void>> writers = new ArrayList<>();
    for (int w = 0; w < 3; w++) {
      String name = "w" + w;
      boolean spark = w == 2;
      writers.add(
          CompletableFuture.runAsync(
              () -> {
                for (int i = 1; i <= commits; i++) {
                  List<Row> rows = List.of(RowFactory.create(name, (long) i));
                  if (spark) {
                    spark()
                        .createDataFrame(rows, NAMED)
                        .write()
                        .format("delta")
                        .mode("append")
                        .save(uri("t"));
                  } else {
                    table("t").append(rows, name, i, "test");
                  }
                }
              }));
    }
    CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new)).get();

    Set<String> found = new HashSet<>();
    for (Row row : bySpark("t").collectAsList()) {
      found.add(row.getString(0) + " " + row.getLong(1));
    }
    assertThat(found).hasSize(3 * commits);
    try (Stream<Path> log = Files.list(folder.resolve("t/_delta_log"))) {
      assertThat(log.map(Path::getFileName).map(Path::toString))
          .as("checkpoints")
          .anyMatch(name -> name.endsWith(".checkpoint.parquet"));
    }
  }

  @Test
  void rowsThatSparkDeletedAreGone() {
    DriverTable table = table("t");
    table.create(NAMED, Map.of("delta.enableDeletionVectors", "true"), "test");
    List<Row> rows = new RandomRows(2).of(NAMED, 50);
    table.append(rows, "app", 1, "test");
    DeltaTable.forPath(spark(), uri("t")).delete("name = 'text ü1'");
    long left = rows.stream().filter(row -> !row.getString(0).equals("text ü1")).count();
    assertThat(left).isBetween(1L, 49L);
    assertThat(all(table, NAMED)).hasSize((int) left);
    assertEqualRows(bySpark("t"), spark().createDataFrame(all(table, NAMED), NAMED));
  }

  /** Spark takes each of these forms of arrays and maps. */
  @Test
  void arraysAndMapsOfJavaAndScalaAreTheSame() {
    StructType schema =
        new StructType()
            .add("array", DataTypes.createArrayType(DataTypes.StringType), false)
            .add("map", DataTypes.createMapType(DataTypes.StringType, DataTypes.LongType), false);
    Map<String, Long> map = Map.of("a", 3L);
    List<String> list = List.of("x", "y");
    List<Row> rows =
        List.of(
            RowFactory.create(list.toArray(String[]::new), map),
            RowFactory.create(list, CollectionConverters.asScala(map)),
            RowFactory.create(CollectionConverters.asScala(list).toSeq(), map));
    DriverTable table = table("t");
    table.create(schema, Map.of(), "test");
    table.append(rows, "app", 1, "test");
    assertThat(RowText.sorted(bySpark("t").collectAsList()))
        .containsExactly("{[x, y], {a=3}}", "{[x, y], {a=3}}", "{[x, y], {a=3}}");
  }

  @Test
  void manyFilesAreLeftToSpark() {
    spark()
        .createDataFrame(new RandomRows(2).of(NAMED, 100), NAMED)
        .repartition(33)
        .write()
        .format("delta")
        .save(uri("t"));
    assertThat(table("t").rows(NAMED, Map.of())).isEmpty();
    DeltaTable.forPath(spark(), uri("t")).optimize().executeCompaction();
    assertThat(all(table("t"), NAMED)).hasSize(100);
  }

  @Test
  void aRowWithoutWhatMustBeThereIsRefused() {
    DriverTable table = table("t");
    table.create(NAMED, Map.of(), "test");
    List<Row> rows = List.of(RowFactory.create(null, 3L));
    assertThatThrownBy(() -> table.append(rows, "app", 1, "test")).hasMessageContaining("name");
    assertThatThrownBy(
            () ->
                spark()
                    .createDataFrame(rows, NAMED.asNullable())
                    .write()
                    .format("delta")
                    .mode("append")
                    .save(uri("t")))
        .as("the rule is the table's, for other writers too")
        .hasStackTraceContaining("DELTA_NOT_NULL_CONSTRAINT_VIOLATED");
    assertThat(bySpark("t").count()).isZero();
  }
}
