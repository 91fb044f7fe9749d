package org.wsispark.jobs.delta;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Least and greatest values of text columns that are never null. */
final class Bounds {
  /** Delta's order of texts is that of their bytes; Java's own differs beyond U+FFFF. */
  private static final Comparator<String> ORDER =
      (a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));

  private final List<String> names;
  private final int[] columns;
  private final Map<String, String> least = new HashMap<>();
  private final Map<String, String> greatest = new HashMap<>();

  Bounds(StructType schema, List<String> names) {
    this.names = names;
    this.columns = names.stream().mapToInt(schema::fieldIndex).toArray();
  }

  void take(Row row) {
    for (int i = 0; i < columns.length; i++) {
      String value = row.getString(columns[i]);
      least.merge(names.get(i), value, (a, b) -> ORDER.compare(a, b) <= 0 ? a : b);
      greatest.merge(names.get(i), value, (a, b) -> ORDER.compare(a, b) >= 0 ? a : b);
    }
  }

  Map<String, String> least() {
    return least;
  }

  Map<String, String> greatest() {
    return greatest;
  }
}
