package org.wsispark.jobs.readers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wsispark.jobs.io.LakeTable;

/**
 * docs/tables.md has every table with its columns in their order: name, type, whether there can be
 * null, and the comment that Spark shows, which may go on.
 */
class TablePageTest {
  private static final Pattern ROW =
      Pattern.compile("\\| `([^`]+)` \\| `([^`]+)` \\| ([^|]+) \\| (.+) \\|");

  private static String page;

  @BeforeAll
  static void read() throws IOException {
    page = Files.readString(Path.of(System.getProperty("wsispark.root"), "docs", "tables.md"));
  }

  private record Documented(String name, String type, String nullRule, String what) {}

  private static String section(LakeTable table) {
    String heading = "\n### " + table.tableName() + "\n";
    assertThat(page).containsOnlyOnce(heading);
    int from = page.indexOf(heading) + heading.length();
    return page.substring(from, page.indexOf("\n##", from));
  }

  private static List<Documented> documented(LakeTable table) {
    List<Documented> rows = new ArrayList<>();
    for (String line : section(table).lines().toList()) {
      Matcher matcher = ROW.matcher(line);
      if (matcher.matches()) {
        rows.add(
            new Documented(matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4)));
      } else {
        assertThat(line).as("a row that is not understood").doesNotStartWith("| `");
      }
    }
    return rows;
  }

  /** A column and, below it, the fields of its struct or of the structs of its array. */
  private static void flatten(String prefix, StructType type, List<StructField> into) {
    for (StructField field : type.fields()) {
      String name = prefix + field.name();
      into.add(new StructField(name, field.dataType(), field.nullable(), field.metadata()));
      DataType inner =
          field.dataType() instanceof ArrayType array ? array.elementType() : field.dataType();
      if (inner instanceof StructType struct) {
        flatten(name + ".", struct, into);
      }
    }
  }

  private static String type(DataType type) {
    if (type instanceof ArrayType array && array.elementType() instanceof StructType) {
      return "array<struct>";
    }
    return type instanceof StructType ? "struct" : type.simpleString();
  }

  @ParameterizedTest
  @EnumSource(LakeTable.class)
  void documentsTheColumns(LakeTable table) {
    List<StructField> fields = new ArrayList<>();
    flatten("", table.schema(), fields);
    List<Documented> rows = documented(table);
    assertThat(rows)
        .extracting(row -> row.name() + " " + row.type())
        .containsExactlyElementsOf(
            fields.stream().map(field -> field.name() + " " + type(field.dataType())).toList());
    for (int k = 0; k < fields.size(); k++) {
      StructField field = fields.get(k);
      Documented row = rows.get(k);
      assertThat(row.nullRule().equals("no"))
          .as("%s says 'no' where null is not allowed, else when it is null", field.name())
          .isEqualTo(!field.nullable());
      assertThat(row.what()).as(field.name()).startsWith(field.getComment().get());
    }
  }

  @ParameterizedTest
  @EnumSource(LakeTable.class)
  void namesTheKey(LakeTable table) {
    String key = "Key: `" + String.join("`, `", table.key()) + "`";
    assertThat(section(table)).contains(key);
  }

  @Test
  void documentsNoTableThatIsNone() {
    List<String> tables =
        page.lines()
            .filter(line -> line.startsWith("### "))
            .map(line -> line.substring(4))
            .filter(name -> !name.equals("patches"))
            .toList();
    assertThat(tables)
        .containsExactlyElementsOf(
            Arrays.stream(LakeTable.values()).map(LakeTable::tableName).toList());
  }
}
