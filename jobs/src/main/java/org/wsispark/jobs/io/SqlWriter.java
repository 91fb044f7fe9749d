package org.wsispark.jobs.io;

import io.delta.tables.DeltaTable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.wsispark.jobs.delta.WrittenFile;

/** Changes of rows that a table has, by Spark's SQL: replaced, merged, updated. */
final class SqlWriter {
  private static final String TXN_APP = "spark.databricks.delta.write.txnAppId";
  private static final String TXN_VERSION = "spark.databricks.delta.write.txnVersion";
  private static final String METADATA = "spark.databricks.delta.commitInfo.userMetadata";

  private final SparkSession spark;
  private final Lake lake;

  SqlWriter(SparkSession spark, Lake lake) {
    this.spark = spark;
    this.lake = lake;
  }

  /**
   * Puts rows in the place of those that slides have.
   *
   * @param only further columns of text and their values that the replaced rows must have
   * @param codec of the new files
   */
  void replace(
      Dataset<Row> rows,
      Collection<String> slideIds,
      Map<String, String> only,
      String codec,
      CommitNote note) {
    StringBuilder where = new StringBuilder("slide_id IN (");
    where.append(
        new TreeSet<>(slideIds).stream().map(SqlWriter::sqlText).collect(Collectors.joining(", ")));
    where.append(')');
    new TreeMap<>(only)
        .forEach(
            (column, value) ->
                where.append(" AND ").append(column).append(" = ").append(sqlText(value)));
    rows.write()
        .format("delta")
        .mode(SaveMode.Overwrite)
        .option("replaceWhere", where.toString())
        .option("txnAppId", note.txnAppId())
        .option("txnVersion", note.txnVersion())
        .option("userMetadata", note.metadata())
        .option("compression", codec)
        .save(lake.path(note.table()));
  }

  /** Updates the rows whose key is there and adds the others. */
  void merge(List<WrittenFile> files, CommitNote note) {
    LakeTable table = note.table();
    String onKey =
        table.key().stream()
            .map(column -> "old." + column + " = new." + column)
            .collect(Collectors.joining(" AND "));
    Dataset<Row> rows =
        spark
            .read()
            .schema(table.schema())
            .parquet(files.stream().map(file -> LiteralPath.of(file.uri())).toArray(String[]::new));
    inTransaction(
        note,
        () ->
            table(table)
                .as("old")
                .merge(rows.as("new"), onKey)
                .whenMatched()
                .updateAll()
                .whenNotMatched()
                .insertAll()
                .execute());
  }

  /**
   * Sets columns of the rows that a condition names.
   *
   * @param set the columns with SQL expressions of their new values
   */
  void update(String condition, Map<String, String> set, CommitNote note) {
    inTransaction(note, () -> table(note.table()).updateExpr(condition, set));
  }

  private DeltaTable table(LakeTable table) {
    return DeltaTable.forPath(spark, lake.path(table));
  }

  /** For statements that take no options: the session says what the commit is for. */
  private void inTransaction(CommitNote note, Runnable statement) {
    spark.conf().set(TXN_APP, note.txnAppId());
    spark.conf().set(TXN_VERSION, note.txnVersion());
    spark.conf().set(METADATA, note.metadata());
    try {
      statement.run();
    } finally {
      spark.conf().unset(TXN_APP);
      spark.conf().unset(TXN_VERSION);
      spark.conf().unset(METADATA);
    }
  }

  private static String sqlText(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
