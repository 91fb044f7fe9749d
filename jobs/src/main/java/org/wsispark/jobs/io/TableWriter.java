package org.wsispark.jobs.io;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.wsispark.jobs.delta.DriverTable;
import org.wsispark.jobs.delta.RowFiles;
import org.wsispark.jobs.delta.WrittenFile;

/**
 * Writes the rows of one run into the lake. Each call is one Delta commit, named by the run's
 * transaction, so that repeating a call of a resumed run adds nothing.
 */
public final class TableWriter {
  private static final String STATISTICS = "delta.dataSkippingStatsColumns";

  private final SparkSession spark;
  private final Lake lake;
  private final Run run;
  private final SqlWriter sql;

  public TableWriter(SparkSession spark, Lake lake, Run run) {
    this.spark = spark;
    this.lake = lake;
    this.run = run;
    this.sql = new SqlWriter(spark, lake);
  }

  /**
   * Adds rows that the driver has.
   *
   * @param rows with the table's columns in their order
   */
  public void append(List<Row> rows, LakeTable table, String workDigest) {
    CommitNote note = new CommitNote(run, table, workDigest);
    commit(note, target -> target.append(rows, note.txnAppId(), note.txnVersion(), note.madeBy()));
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
        made.collect(rows.mapPartitions(part -> files.write(part).stream().iterator())),
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
            ? lake.onDriver(spark, table, "reading", target -> target.properties())
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
    CommitNote note = new CommitNote(run, table, workDigest);
    commit(note, target -> target.add(files, note.txnAppId(), note.txnVersion(), note.madeBy()));
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

  private void replace(
      Dataset<Row> rows,
      LakeTable table,
      Collection<String> slideIds,
      Map<String, String> only,
      String workDigest) {
    sql.replace(rows, slideIds, only, codec(table), new CommitNote(run, table, workDigest));
  }

  private boolean has(LakeTable table, Collection<String> slideIds, Map<String, String> only) {
    TableRows there = TableRows.of(spark, lake, table).where("slide_id", slideIds);
    for (Map.Entry<String, String> column : only.entrySet()) {
      there = there.where(column.getKey(), column.getValue());
    }
    return !there.distinct("slide_id").isEmpty();
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
    RowFiles of = files(table);
    try {
      sql.merge(files, new CommitNote(run, table, workDigest));
    } finally {
      files.forEach(file -> of.drop(file.uri()));
    }
  }

  /**
   * Sets columns of the rows that are there and that a condition names.
   *
   * @param set the columns with SQL expressions of their new values
   */
  public void update(
      LakeTable table, String condition, Map<String, String> set, String workDigest) {
    sql.update(condition, set, new CommitNote(run, table, workDigest));
  }

  /** Makes the table first if it is not there. */
  private void commit(CommitNote note, Consumer<DriverTable> rows) {
    LakeTable table = note.table();
    if (!lake.has(spark, table)) {
      write(
          table,
          "making",
          target -> target.create(table.schema(), table.properties(), note.madeBy()));
    }
    write(table, "writing", rows);
  }

  private void write(LakeTable table, String doing, Consumer<DriverTable> work) {
    lake.onDriver(
        spark,
        table,
        doing,
        target -> {
          work.accept(target);
          return target;
        });
  }
}
