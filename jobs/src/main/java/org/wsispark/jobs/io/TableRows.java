package org.wsispark.jobs.io;

import static org.apache.spark.sql.functions.col;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Rows of a table that the driver wants, by equalities. A table of a few files is read on the
 * driver itself; a larger one by a Spark job, with the same result. A table that was never written
 * has none.
 */
public final class TableRows {
  private final SparkSession spark;
  private final Lake lake;
  private final LakeTable table;
  private final Map<String, Set<String>> where;

  private TableRows(
      SparkSession spark, Lake lake, LakeTable table, Map<String, Set<String>> where) {
    this.spark = spark;
    this.lake = lake;
    this.table = table;
    this.where = where;
  }

  /** All rows of a table. */
  public static TableRows of(SparkSession spark, Lake lake, LakeTable table) {
    return new TableRows(spark, lake, table, Map.of());
  }

  /** Those that have a value in a column of texts. */
  public TableRows where(String column, String value) {
    return where(column, List.of(value));
  }

  /** Those that have one of some values in a column of texts. */
  public TableRows where(String column, Collection<String> oneOf) {
    Map<String, Set<String>> all = new LinkedHashMap<>(where);
    all.put(column, Set.copyOf(oneOf));
    return new TableRows(spark, lake, table, all);
  }

  /** All columns of them, in no order. */
  public List<Row> collect() {
    return select(table.schema().fieldNames());
  }

  /** Some columns of them, in no order. */
  public List<Row> select(String... columns) {
    return rows(columns, false);
  }

  /** What different values they have in some columns, none of them maps or bytes; in no order. */
  public List<Row> distinct(String... columns) {
    return rows(columns, true);
  }

  private List<Row> rows(String[] columns, boolean distinct) {
    if (!lake.has(spark, table)) {
      return List.of();
    }
    StructType schema =
        new StructType(Stream.of(columns).map(table.schema()::apply).toArray(StructField[]::new));
    List<Row> here =
        lake.onDriver(spark, table, "reading", target -> target.rows(schema, where)).orElse(null);
    if (here == null) {
      Dataset<Row> found = bySpark(columns);
      return (distinct ? found.distinct() : found).collectAsList();
    }
    return distinct ? List.copyOf(new LinkedHashSet<>(here)) : here;
  }

  private Dataset<Row> bySpark(String[] columns) {
    Dataset<Row> rows = lake.load(spark, table);
    for (Map.Entry<String, Set<String>> equality : where.entrySet()) {
      rows = rows.where(col(equality.getKey()).isin(equality.getValue().toArray()));
    }
    return rows.select(Stream.of(columns).map(functions::col).toArray(Column[]::new));
  }
}
