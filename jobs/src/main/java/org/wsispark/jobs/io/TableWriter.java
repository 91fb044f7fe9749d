package org.wsispark.jobs.io;

import io.delta.tables.DeltaTable;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Writes the rows of one run into the lake. Each call is one Delta commit, named by the run's
 * transaction, so that repeating a call of a resumed run adds nothing.
 */
public final class TableWriter {
  private static final String TXN_APP = "spark.databricks.delta.write.txnAppId";
  private static final String TXN_VERSION = "spark.databricks.delta.write.txnVersion";

  private final SparkSession spark;
  private final Lake lake;
  private final Run run;

  public TableWriter(SparkSession spark, Lake lake, Run run) {
    this.spark = spark;
    this.lake = lake;
    this.run = run;
  }

  /** Adds rows. */
  public void append(Dataset<Row> rows, LakeTable table, String workDigest) {
    shaped(rows, table)
        .write()
        .format("delta")
        .mode(SaveMode.Append)
        .option("txnAppId", run.txnAppId(table, workDigest))
        .option("txnVersion", run.sequence())
        .option("userMetadata", metadata())
        .save(lake.path(table));
  }

  /**
   * Puts rows in the place of all rows that these slides have in the table.
   *
   * @param only further columns and their values that the replaced rows must have; the new rows
   *     have them too
   */
  public void replaceSlides(
      Dataset<Row> rows,
      LakeTable table,
      Collection<String> slideIds,
      Map<String, String> only,
      String workDigest) {
    if (!lake.has(spark, table)) {
      append(rows, table, workDigest);
      return;
    }
    StringBuilder where = new StringBuilder("slide_id IN (");
    where.append(
        new TreeSet<>(slideIds)
            .stream().map(TableWriter::sqlText).collect(Collectors.joining(", ")));
    where.append(')');
    new TreeMap<>(only)
        .forEach(
            (column, value) ->
                where.append(" AND ").append(column).append(" = ").append(sqlText(value)));
    shaped(rows, table)
        .write()
        .format("delta")
        .mode(SaveMode.Overwrite)
        .option("replaceWhere", where.toString())
        .option("txnAppId", run.txnAppId(table, workDigest))
        .option("txnVersion", run.sequence())
        .option("userMetadata", metadata())
        .save(lake.path(table));
  }

  /** Updates the rows whose key is there and adds the others. */
  public void merge(Dataset<Row> rows, LakeTable table, String workDigest) {
    if (!lake.has(spark, table)) {
      append(rows, table, workDigest);
      return;
    }
    String onKey =
        table.key().stream()
            .map(column -> "old." + column + " = new." + column)
            .collect(Collectors.joining(" AND "));
    spark.conf().set(TXN_APP, run.txnAppId(table, workDigest));
    spark.conf().set(TXN_VERSION, run.sequence());
    try {
      DeltaTable.forPath(spark, lake.path(table))
          .as("old")
          .merge(shaped(rows, table).as("new"), onKey)
          .whenMatched()
          .updateAll()
          .whenNotMatched()
          .insertAll()
          .execute();
    } finally {
      spark.conf().unset(TXN_APP);
      spark.conf().unset(TXN_VERSION);
    }
  }

  /** Makes the table with its comments and NOT NULL rules, and puts the columns into its order. */
  private Dataset<Row> shaped(Dataset<Row> rows, LakeTable table) {
    if (!lake.has(spark, table)) {
      DeltaTable.createIfNotExists(spark)
          .location(lake.path(table))
          .addColumns(table.schema())
          .execute();
    }
    return rows.select(
        Arrays.stream(table.schema().fieldNames())
            .map(name -> rows.col("`" + name + "`"))
            .toArray(Column[]::new));
  }

  private static String sqlText(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  private String metadata() {
    return "{\"run_id\":\"%s\",\"options_digest\":\"%s\"}"
        .formatted(run.runId(), run.optionsDigest());
  }
}
