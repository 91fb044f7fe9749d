package org.wsispark.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** docs/sql.md holds the columns, options and metrics of the source as the code has them. */
class SourcePageTest {
  private static String page;

  @BeforeAll
  static void read() throws IOException {
    page = Files.readString(Path.of(System.getProperty("wsispark.root"), "docs", "sql.md"));
  }

  private static List<String> rows(String heading) {
    String rest = page.substring(page.indexOf("## " + heading + "\n"));
    return rest.lines()
        .dropWhile(line -> !line.startsWith("|---"))
        .skip(1)
        .takeWhile(line -> line.startsWith("|"))
        .toList();
  }

  @Test
  void columns() {
    List<String> rows = rows("Columns");
    assertThat(rows).hasSize(TileColumn.values().length);
    for (TileColumn column : TileColumn.values()) {
      String row = rows.get(column.ordinal());
      assertThat(row)
          .startsWith("| `" + column.text() + "` | ")
          .endsWith("| " + column.comment() + " |");
    }
  }

  @Test
  void options() {
    assertThat(rows("Options"))
        .containsExactlyElementsOf(
            Arrays.stream(SourceKey.values())
                .map(key -> "| `" + key.text() + "` | " + key.meaning() + " |")
                .toList());
  }

  @Test
  void metrics() {
    String rows = String.join("\n", rows("What a query costs"));
    for (CustomMetric metric : TileMetric.all()) {
      assertThat(rows).contains("`" + metric.name() + "`");
    }
  }
}
