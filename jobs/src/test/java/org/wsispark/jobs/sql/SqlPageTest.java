package org.wsispark.jobs.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wsispark.spark.SqlFunction;
import org.wsispark.spark.SqlFunctions;

/** docs/sql.md names every function with the signature and the sentence that Spark shows. */
class SqlPageTest {
  private static String page;

  @BeforeAll
  static void read() throws IOException {
    page = Files.readString(Path.of(System.getProperty("wsispark.root"), "docs", "sql.md"));
  }

  static List<SqlFunction> functions() {
    return SqlFunctions.all();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void documentsTheFunction(SqlFunction function) {
    assertThat(page)
        .contains("### " + function.name() + "\n")
        .contains("`" + function.signature() + "`: " + function.meaning())
        .containsPattern("(?m)^ {4}.*\\b" + function.name() + "\\(");
  }

  @Test
  void documentsNoFunctionThatIsNone() {
    List<String> headings =
        page.lines()
            .filter(line -> line.startsWith("### "))
            .map(line -> line.substring(4))
            .toList();
    assertThat(headings)
        .containsExactlyElementsOf(functions().stream().map(SqlFunction::name).toList());
  }
}
