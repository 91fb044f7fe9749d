package org.wsispark.jobs.cluster;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.wsispark.jobs.testing.RowText;

/**
 * The rows of a table as sorted lines of text that are equal when the rows are: without run_id and
 * times, binary by hash, maps by key, the lake's own folder as LAKE.
 */
final class CanonicalRows {
  /** The version of the program: jar and classes say it differently. */
  private static final Set<String> LEFT_OUT = Set.of("run_id", "software");

  private final String lake;

  CanonicalRows(String lake) {
    this.lake = lake;
  }

  List<String> of(Dataset<Row> table) {
    StructField[] fields = table.schema().fields();
    return table.collectAsList().stream()
        .map(
            row ->
                IntStream.range(0, fields.length)
                    .filter(i -> !LEFT_OUT.contains(fields[i].name()))
                    .filter(i -> !fields[i].dataType().equals(DataTypes.TimestampType))
                    .mapToObj(
                        i -> fields[i].name() + "=" + RowText.of(row.get(i)).replace(lake, "LAKE"))
                    .collect(Collectors.joining(", ")))
        .sorted()
        .toList();
  }
}
