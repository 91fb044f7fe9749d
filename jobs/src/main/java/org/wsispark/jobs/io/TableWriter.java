package org.wsispark.jobs.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.delta.tables.DeltaTable;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.wsispark.jobs.delta.DriverTable;
import org.wsispark.jobs.delta.RowFiles;
import org.wsispark.jobs.delta.WrittenFile;
import org.wsispark.jobs.options.OptionsJson;

/**
 * Writes the rows of one run into the lake. Each call is one Delta commit, named by the run's
 * transaction, so that repeating a call of a resumed run adds nothing.
 */
public final class TableWriter {
  private static final String TXN_APP = "spark.databricks.delta.write.txnAppId";
  private static final String TXN_VERSION = "spark.databricks.delta.write.txnVersion";
  private static final String STATISTICS = "delta.dataSkippingStatsColumns";
  private static final String METADATA = "spark.databricks.delta.commitInfo.userMetadata";

  private final SparkSession spark;
  private final Lake lake;
  private final Run run;

  public TableWriter(SparkSession spark, Lake lake, Run run) {
    this.spark = spark;
    this.lake = lake;
    this.run = run;
  }

  /**
   * Adds rows that the driver has.
   *
   * @param rows with the table's columns in their order
   */
  public void append(List<Row> rows, LakeTable table, String workDigest) {
    create(table, workDigest);
    onDriver(
        table,
        "writing",
        target -> {
          target.append(rows, run.txnAppId(table, workDigest), run.sequence(), madeBy(workDigest));
          return table;
        });
  }

  /**
   * Adds rows that tasks have, a file per partition, each row written as it comes.
   *
   * @param rows with the table's columns in their order
   */
  public void append(JavaRDD<Row> rows, LakeTable table, String workDigest) {
    RowFiles files = files(table);
    TaskFiles made = new TaskFiles(spark.sparkContext(), files);
    add(
        made.collect(
            rows.mapPartitions(part -> files.write(part).map(made::finished).stream().iterator())),
        table,
        workDigest);
  }

  /**
   * What tasks need to write files with rows for a table, which need not be there yet. They belong
   * to it when they are added.
   */
  public RowFiles files(LakeTable table) {
    Map<String, String> properties =
        lake.has(spark, table)
            ? onDriver(table, "reading", target -> target.properties())
            : table.properties();
    String statistics = properties.getOrDefault(STATISTICS, "");
    return new RowFiles(
        new SerializableConfiguration(spark.sessionState().newHadoopConf()),
        lake.path(table),
        table.schema(),
        properties,
        codec(table),
        statistics.isEmpty() ? table.keyTexts() : table.neededTexts(statistics.split(",", -1)));
  }

  /**
   * Adds files that tasks wrote for the table. After a failure whose answer was lost they may
   * belong to it, so that nobody removes them; VACUUM does.
   */
  public void add(List<WrittenFile> files, LakeTable table, String workDigest) {
    create(table, workDigest);
    onDriver(
        table,
        "writing",
        target -> {
          target.add(files, run.txnAppId(table, workDigest), run.sequence(), madeBy(workDigest));
          return table;
        });
  }

  private String codec(LakeTable table) {
    return table.codec().isEmpty()
        ? spark.conf().get("spark.sql.parquet.compression.codec")
        : table.codec();
  }

  /**
   * Puts rows in the place of all rows that these slides have in the table. Where there are none,
   * which is how it is with new slides, no SQL runs.
   *
   * @param rows with the table's columns in their order
   * @param only further columns of text and their values that the replaced rows must have; the new
   *     rows have them too
   */
  public void replaceSlides(
      JavaRDD<Row> rows,
      LakeTable table,
      Collection<String> slideIds,
      Map<String, String> only,
      String workDigest) {
    if (has(table, slideIds, only)) {
      replace(spark.createDataFrame(rows, table.schema()), table, slideIds, only, workDigest);
    } else {
      append(rows, table, workDigest);
    }
  }

  /**
   * The same with rows that the driver has.
   *
   * @param rows with the table's columns in their order
   * @param only as above
   */
  public void replaceSlides(
      List<Row> rows, LakeTable table, Map<String, String> only, String workDigest) {
    List<String> slideIds = rows.stream().map(row -> table.<String>get(row, "slide_id")).toList();
    if (has(table, slideIds, only)) {
      replace(spark.createDataFrame(rows, table.schema()), table, slideIds, only, workDigest);
    } else {
      append(rows, table, workDigest);
    }
  }

  private boolean has(LakeTable table, Collection<String> slideIds, Map<String, String> only) {
    TableRows there = TableRows.of(spark, lake, table).where("slide_id", slideIds);
    for (Map.Entry<String, String> column : only.entrySet()) {
      there = there.where(column.getKey(), column.getValue());
    }
    return !there.distinct("slide_id").isEmpty();
  }

  private void replace(
      Dataset<Row> rows,
      LakeTable table,
      Collection<String> slideIds,
      Map<String, String> only,
      String workDigest) {
    StringBuilder where = new StringBuilder("slide_id IN (");
    where.append(
        new TreeSet<>(slideIds)
            .stream().map(TableWriter::sqlText).collect(Collectors.joining(", ")));
    where.append(')');
    new TreeMap<>(only)
        .forEach(
            (column, value) ->
                where.append(" AND ").append(column).append(" = ").append(sqlText(value)));
    rows.write()
        .format("delta")
        .mode(SaveMode.Overwrite)
        .option("replaceWhere", where.toString())
        .option("txnAppId", run.txnAppId(table, workDigest))
        .option("txnVersion", run.sequence())
        .option("userMetadata", metadata(workDigest))
        .option("compression", codec(table))
        .save(lake.path(table));
  }

  /**
   * Updates the rows whose key is there and adds the others.
   *
   * @param files that tasks wrote for the table; they do not become part of it and are removed,
   *     unless there is no table to update
   */
  public void merge(List<WrittenFile> files, LakeTable table, String workDigest) {
    if (!lake.has(spark, table)) {
      add(files, table, workDigest);
      return;
    }
    String onKey =
        table.key().stream()
            .map(column -> "old." + column + " = new." + column)
            .collect(Collectors.joining(" AND "));
    RowFiles of = files(table);
    try {
      inTransaction(
          table,
          workDigest,
          () ->
              DeltaTable.forPath(spark, lake.path(table))
                  .as("old")
                  .merge(read(files, table).as("new"), onKey)
                  .whenMatched()
                  .updateAll()
                  .whenNotMatched()
                  .insertAll()
                  .execute());
    } finally {
      files.forEach(file -> of.drop(file.uri()));
    }
  }

  private Dataset<Row> read(List<WrittenFile> files, LakeTable table) {
    return spark
        .read()
        .schema(table.schema())
        .parquet(files.stream().map(file -> LiteralPath.of(file.uri())).toArray(String[]::new));
  }

  /**
   * Sets columns of the rows that are there and that a condition names.
   *
   * @param set the columns with SQL expressions of their new values
   */
  public void update(
      LakeTable table, String condition, Map<String, String> set, String workDigest) {
    inTransaction(
        table,
        workDigest,
        () -> DeltaTable.forPath(spark, lake.path(table)).updateExpr(condition, set));
  }

  /** For statements that take no options: the session says what the commit is for. */
  private void inTransaction(LakeTable table, String workDigest, Runnable statement) {
    spark.conf().set(TXN_APP, run.txnAppId(table, workDigest));
    spark.conf().set(TXN_VERSION, run.sequence());
    spark.conf().set(METADATA, metadata(workDigest));
    try {
      statement.run();
    } finally {
      spark.conf().unset(TXN_APP);
      spark.conf().unset(TXN_VERSION);
      spark.conf().unset(METADATA);
    }
  }

  private void create(LakeTable table, String workDigest) {
    if (!lake.has(spark, table)) {
      onDriver(
          table,
          "making",
          target -> {
            target.create(table.schema(), table.properties(), madeBy(workDigest));
            return table;
          });
    }
  }

  private <T> T onDriver(LakeTable table, String doing, Function<DriverTable, T> work) {
    try {
      return work.apply(lake.table(spark, table));
    } catch (UncheckedIOException e) {
      throw StoreFailure.of(e, lake.path(table), doing + " a table of the lake");
    }
  }

  /** What a commit says of itself that has no user metadata, shown as its engine. */
  private String madeBy(String workDigest) {
    return "wsispark " + metadata(workDigest);
  }

  private static String sqlText(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  /** What each commit says of itself, shown by DESCRIBE HISTORY. */
  private String metadata(String workDigest) {
    Map<String, String> said =
        Map.of(
            "run_id", run.runId(),
            "job", run.job(),
            "target", run.target(),
            "options_digest", run.optionsDigest(),
            "work_digest", workDigest);
    try {
      return OptionsJson.mapper().writeValueAsString(said);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts cannot be written as JSON: " + said, e);
    }
  }
}
