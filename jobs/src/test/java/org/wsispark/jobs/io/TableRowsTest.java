package org.wsispark.jobs.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.testing.RowText;
import org.wsispark.jobs.testing.SparkTestBase;
import org.wsispark.slide.SlideError;

/** Who reads the rows makes no difference to them. */
class TableRowsTest extends SparkTestBase {
  private static final LakeTable TABLE = LakeTable.QUARANTINE;

  private List<List<String>> asked(Lake lake) {
    TableRows rows = TableRows.of(spark(), lake, TABLE);
    List<List<String>> answers = new ArrayList<>();
    answers.add(RowText.sorted(rows.collect()));
    answers.add(RowText.sorted(rows.select("slide_id", "code")));
    answers.add(RowText.sorted(rows.distinct("job", "place")));
    answers.add(RowText.sorted(rows.where("place", "place-1").select("slide_id")));
    answers.add(
        RowText.sorted(
            rows.where("place", List.of("place-1", "place-2")).where("job", "b").collect()));
    answers.add(RowText.sorted(rows.where("job", "c").collect()));
    return answers;
  }

  @Test
  void theDriverReadsWhatSparkReads() {
    Lake lake = Lake.of(folder.resolve("lake").toString());
    assertThat(asked(lake)).as("of a table that is not there").allMatch(List::isEmpty);
    List<Row> rows =
        IntStream.range(0, 90)
            .mapToObj(
                i ->
                    RowFactory.create(
                        "run",
                        i % 2 == 0 ? "a" : "b",
                        "slide-" + i,
                        "CODE",
                        i % 3 == 0 ? null : "place-" + i % 3,
                        "message",
                        Timestamp.valueOf("2026-11-22 08:00:00")))
            .toList();
    spark()
        .createDataFrame(rows, TABLE.schema())
        .repartition(40)
        .write()
        .format("delta")
        .save(lake.path(TABLE));
    assertThat(lake.table(spark(), TABLE).rows(TABLE.schema(), Map.of()))
        .as("so many files are Spark's")
        .isEmpty();
    List<List<String>> bySpark = asked(lake);
    DeltaTable.forPath(spark(), lake.path(TABLE)).optimize().executeCompaction();
    assertThat(lake.table(spark(), TABLE).rows(TABLE.schema(), Map.of())).isPresent();

    assertThat(asked(lake)).isEqualTo(bySpark);
    assertThat(bySpark).extracting(List::size).containsExactly(90, 90, 6, 30, 30, 0);
    assertThat(TableRows.of(spark(), lake, TABLE).where("slide_id", "slide-7").collect().get(0))
        .extracting(row -> row.<String>getAs("place"))
        .as("columns have names")
        .isEqualTo("place-1");
  }

  private static void each(Path folder, String ending, Consumer<Path> change) throws IOException {
    List<Path> found;
    try (Stream<Path> files = Files.walk(folder)) {
      found = files.filter(file -> file.toString().endsWith(ending)).toList();
    }
    assertThat(found).isNotEmpty();
    found.forEach(change);
  }

  @Test
  void aBrokenTableIsNamedWithWhatIsWrong() throws IOException {
    Lake lake = Lake.of(folder.resolve("lake").toString());
    Path table = folder.resolve("lake").resolve(TABLE.tableName());
    TableRows rows = TableRows.of(spark(), lake, TABLE);
    lake.table(spark(), TABLE).create(TABLE.schema(), Map.of(), "test");
    lake.table(spark(), TABLE)
        .append(
            List.of(
                RowFactory.create(
                    "run",
                    "a",
                    "slide",
                    "CODE",
                    null,
                    "message",
                    Timestamp.valueOf("2026-11-22 08:00:00"))),
            "app",
            1,
            "test");
    assertThat(rows.collect()).hasSize(1);

    each(table, ".parquet", file -> assertThat(file.toFile().delete()).isTrue());
    assertThatThrownBy(rows::collect)
        .isInstanceOfSatisfying(
            WsiException.class, e -> assertThat(e.code()).isEqualTo(SlideError.NOT_FOUND))
        .hasMessageContaining("lake/quarantine")
        .hasMessageContaining("reading a table of the lake");
    each(table, "1.json", TableRowsTest::halve);
    assertThatThrownBy(rows::collect)
        .isInstanceOfSatisfying(
            WsiException.class, e -> assertThat(e.code()).isEqualTo(SlideError.UNREADABLE))
        .hasMessageContaining("lake/quarantine");
  }

  private static void halve(Path file) {
    try {
      Files.writeString(file, "{\"add\": {\"path\"");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
