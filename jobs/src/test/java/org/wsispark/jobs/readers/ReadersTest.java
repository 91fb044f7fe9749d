package org.wsispark.jobs.readers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wsispark.jobs.testing.SparkTestBase;

/**
 * Patch sets read without us: each reader finds the rows that Spark finds, joins images with labels
 * by its own means, and decodes the pixels that OpenSlide reads from the slides.
 */
class ReadersTest extends SparkTestBase {
  /** A row in one line, as lake_readers.py writes it. */
  private static final String LINE =
      "concat_ws('|', patch_id, x, y, coalesce(split, ''), coalesce(label, ''), image.path,"
          + " sha2(image.bytes, 256), coalesce(sha2(mask, 256), ''))";

  @ParameterizedTest
  @CsvSource({
    "pyarrow, lossless",
    "duckdb, lossless",
    "polars, lossless",
    "deltalake, lossless",
    "datasets, lossless",
    "pyarrow, jpeg",
    "datasets, jpeg"
  })
  void readsRowsLabelsAndPixels(String reader, String set) throws Exception {
    ReaderLake lake = ReaderLake.shared();

    check(lake, reader, set, lake.python("lake_readers.py", reader, lake.path(), set));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pyarrow", "duckdb", "polars", "datasets"})
  void readsFrozenSetsAndPlainParquetAsTheTables(String reader) throws Exception {
    ReaderLake lake = ReaderLake.shared();
    String set = ReaderLake.LOSSLESS;

    for (Path folder : List.of(lake.frozen(), lake.plain())) {
      String printed = lake.python("lake_readers.py", reader, lake.path(), set, folder.toString());
      check(lake, reader, set, printed);
    }
  }

  private static void check(ReaderLake lake, String reader, String set, String printed)
      throws Exception {
    Dataset<Row> patches = lake.patches(set);
    JsonNode read = new ObjectMapper().readTree(printed);

    long rows = patches.count();
    assertThat(read.get("rows").asLong()).as("rows that Spark counts").isEqualTo(rows);
    assertThat(rows).isGreaterThan(100);
    assertThat(read.get("slides").asInt()).isEqualTo(ReaderLake.SLIDES);
    assertThat(read.get("digest").asText()).as("all rows together").isEqualTo(digest(patches));
    assertThat(counts(read.get("labels"))).isEqualTo(counts(patches, "label"));
    assertThat(counts(patches, "label").get("viable tumour")).as("labels").isPositive();
    assertThat(counts(read.get("splits")))
        .isEqualTo(counts(patches, "split"))
        .containsOnlyKeys("train", "validation", "test");
    assertThat(read.get("foreground_px").asLong()).isGreaterThan(100_000);
    assertThat(read.get("shares").asLong()).isEqualTo(reader.equals("datasets") ? 0 : rows);
    assertThat(read.get("wrong_shares").asInt()).as("shares that are not the mask's").isZero();
    if (set.equals(ReaderLake.LOSSLESS)) {
      assertThat(read.get("differing_px").asLong()).as("px unlike OpenSlide's").isZero();
    } else {
      assertThat(read.get("differing_px").asLong()).as("JPEG loses something").isPositive();
      assertThat(read.get("largest_mean_error").asDouble()).isLessThan(8);
    }
  }

  private static String digest(Dataset<Row> patches) {
    List<String> lines =
        patches.selectExpr(LINE).collectAsList().stream()
            .map(row -> row.getString(0))
            .sorted()
            .toList();
    return DigestUtils.sha256Hex(String.join("\n", lines));
  }

  private static Map<String, Long> counts(Dataset<Row> patches, String column) {
    Map<String, Long> counts = new TreeMap<>();
    for (Row row : patches.groupBy(column).count().collectAsList()) {
      counts.put(row.isNullAt(0) ? "" : row.getString(0), row.getLong(1));
    }
    return counts;
  }

  private static Map<String, Long> counts(JsonNode object) {
    Map<String, Long> counts = new TreeMap<>();
    object
        .fields()
        .forEachRemaining(field -> counts.put(field.getKey(), field.getValue().asLong()));
    return counts;
  }
}
