package org.wsispark.jobs.io;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.function.Function;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.delta.DriverTable;

/**
 * A folder of Delta tables, named by a URI. Reading a table that was never written is an error that
 * names the command that makes it, unless the reader says that empty is fine.
 *
 * @param root the folder's URI, without a slash at its end
 */
public record Lake(String root) implements Serializable {
  /** What a patch shows, beside its pixels. */
  private static final String PATCHES =
      "CREATE OR REPLACE TEMPORARY VIEW patches AS SELECT i.*, l.patient_id, l.split,"
          + " l.tissue_fraction, l.label, l.label_fractions, l.mask, l.document_id"
          + " FROM patch_images i JOIN patch_labels l"
          + " ON i.patch_set = l.patch_set AND i.patch_id = l.patch_id";

  /** From what the user typed: a URI with a scheme as it is, anything else a local folder. */
  public static Lake of(String text) {
    String uri =
        text.matches("[A-Za-z][A-Za-z0-9+.-]+:.*") ? text : localUri(java.nio.file.Path.of(text));
    return new Lake(uri.replaceAll("/+$", ""));
  }

  private static String localUri(java.nio.file.Path path) {
    // Hadoop's spelling (file:/x, spaces as they are); Delta compares it with its own.
    return new Path(path.toAbsolutePath().normalize().toUri()).toString();
  }

  /** The URI of a table's folder. */
  public String path(LakeTable table) {
    return root + "/" + table.tableName();
  }

  /** The URI of a folder beside the tables. */
  public String folder(String name) {
    return root + "/" + name;
  }

  /** Whether the table was ever written. */
  public boolean has(SparkSession spark, LakeTable table) {
    Path log = new Path(path(table), "_delta_log");
    try {
      return log.getFileSystem(spark.sessionState().newHadoopConf()).exists(log);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look into " + log, e);
    }
  }

  /**
   * The rows of a table that must be there.
   *
   * @param maker the command that makes it, named in the error
   */
  public Dataset<Row> read(SparkSession spark, LakeTable table, String maker) {
    need(spark, table, maker);
    return load(spark, table);
  }

  /** The rows of a table that is there. */
  Dataset<Row> load(SparkSession spark, LakeTable table) {
    return spark.read().format("delta").load(path(table));
  }

  /**
   * Refuses a lake that lacks a table.
   *
   * @param maker the command that makes it, named in the error
   */
  public void need(SparkSession spark, LakeTable table, String maker) {
    if (!has(spark, table)) {
      throw WsiException.of(IoError.NO_TABLE, "the lake has no table %s", table.tableName())
          .inSlide(root)
          .remedy("Run `" + maker + "` on this lake first, or name another one with --lake");
    }
  }

  /** The rows of a table, none when it was never written. */
  public Dataset<Row> readOrEmpty(SparkSession spark, LakeTable table) {
    return has(spark, table)
        ? load(spark, table)
        : spark.createDataFrame(java.util.List.of(), table.schema());
  }

  /** A table as the driver writes and reads it, there or not. */
  public DriverTable table(SparkSession spark, LakeTable table) {
    try {
      return DriverTable.at(spark.sessionState().newHadoopConf(), path(table));
    } catch (NoClassDefFoundError e) {
      throw WsiException.of(IoError.NO_KERNEL, "Delta Kernel is not on Spark's class path")
          .inSlide(root)
          .remedy(
              "Give Delta by --packages, or add delta-kernel-api and delta-kernel-defaults of"
                  + " Delta's version to --jars")
          .causedBy(e);
    }
  }

  /**
   * Has a table read or written on the driver.
   *
   * @param doing what is done to it, for a failure of the store
   */
  <T> T onDriver(SparkSession spark, LakeTable table, String doing, Function<DriverTable, T> work) {
    try {
      return work.apply(table(spark, table));
    } catch (UncheckedIOException e) {
      throw StoreFailure.of(e, path(table), doing + " a table of the lake");
    }
  }

  /**
   * The newest Delta version of a table, by the names of its commits: Delta's own history costs a
   * Spark job.
   */
  public long version(SparkSession spark, LakeTable table) {
    Path log = new Path(path(table), "_delta_log");
    try {
      return Arrays.stream(log.getFileSystem(spark.sessionState().newHadoopConf()).listStatus(log))
          .map(file -> file.getPath().getName())
          .filter(name -> name.matches("\\d{20}\\.json"))
          .mapToLong(name -> Long.parseLong(name.substring(0, name.indexOf('.'))))
          .max()
          .orElseThrow(() -> new IllegalStateException("no commit in " + log));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look into " + log, e);
    }
  }

  /**
   * Makes each table that is there a temporary view of its name, for SQL, and {@code patches} the
   * view that joins images with labels.
   */
  public void registerViews(SparkSession spark) {
    for (LakeTable table : LakeTable.values()) {
      if (has(spark, table)) {
        load(spark, table).createOrReplaceTempView(table.tableName());
      }
    }
    if (has(spark, LakeTable.PATCH_IMAGES) && has(spark, LakeTable.PATCH_LABELS)) {
      spark.sql(PATCHES);
    }
  }
}
