package org.wsispark.jobs.io;

import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.Utils;

/**
 * The Spark session of a command: the cluster's when spark-submit started the program, else a lean
 * one inside this JVM.
 */
public final class SparkSessions {
  private static final String LOOPBACK = "127.0.0.1";

  /**
   * What any session of ours has, wherever it runs. Of S3A's input streams the classic one alone
   * fetches ranges side by side; the ranges come merged from {@code RangePlanner}, so S3A must not
   * merge them again over larger gaps.
   */
  private static final Map<String, String> ALWAYS =
      Map.ofEntries(
          Map.entry(
              "spark.sql.extensions",
              "io.delta.sql.DeltaSparkSessionExtension,org.wsispark.spark.WsiSparkExtensions"),
          Map.entry(
              "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog"),
          Map.entry("spark.sql.catalog.wsi", "org.wsispark.jobs.source.WsiCatalog"),
          Map.entry("spark.sql.session.timeZone", "UTC"),
          Map.entry("spark.hadoop.fs.s3a.input.stream.type", "classic"),
          Map.entry("spark.hadoop.fs.s3a.vectored.read.min.seek.size", "0"),
          Map.entry("spark.hadoop.fs.s3a.vectored.active.ranged.reads", "16"));

  /**
   * What an embedded session has besides. Delta's metadata queries use 50 partitions by default and
   * cost seconds per commit; the UI, shuffle files and listeners cost start-up time. Its queries
   * are dozens of small ones, each of another shape: code made for each of them takes longer to
   * make than it ever runs, and pixels are not in it. Without such code the elimination of common
   * parts costs a look into a cache per row.
   */
  private static final Map<String, String> EMBEDDED =
      Map.ofEntries(
          Map.entry("spark.ui.enabled", "false"),
          Map.entry("spark.ui.showConsoleProgress", "false"),
          Map.entry("spark.driver.host", LOOPBACK),
          Map.entry("spark.driver.bindAddress", LOOPBACK),
          Map.entry("spark.sql.shuffle.partitions", "4"),
          Map.entry("spark.databricks.delta.snapshotPartitions", "2"),
          Map.entry("spark.databricks.delta.stats.collect.using.tableSchema", "true"),
          Map.entry("spark.log.structuredLogging.enabled", "false"),
          Map.entry("spark.sql.codegen.factoryMode", "NO_CODEGEN"),
          Map.entry("spark.sql.codegen.wholeStage", "false"),
          Map.entry("spark.sql.subexpressionElimination.enabled", "false"),
          Map.entry("spark.sql.sources.parallelPartitionDiscovery.parallelism", "4"));

  private SparkSessions() {}

  /**
   * Opens the session.
   *
   * @param appName shown in the Spark UI
   * @param master a Spark master, or null for spark-submit's own or else {@code local[*]}
   */
  public static SparkSession open(String appName, String master) {
    SparkConf conf = new SparkConf().setAppName("wsispark " + appName);
    ALWAYS.forEach(conf::setIfMissing);
    if (!conf.contains("spark.delta.logStore.class")) {
      // By its name alone: a class path without Delta gets Delta's own message.
      conf.setIfMissing("spark.delta.logStore.file.impl", "org.wsispark.jobs.delta.LinkedLogStore");
    }
    if (master != null) {
      conf.setMaster(master);
    }
    conf.setIfMissing("spark.master", "local[*]");
    if (conf.get("spark.master").startsWith("local")) {
      WarmUp.start();
      EMBEDDED.forEach(conf::setIfMissing);
      // The embedded executor takes the machine's name otherwise, and listens beyond loopback.
      Utils.setCustomHostname(LOOPBACK);
    }
    // The public builder looks for this class by Scala's reflection, which takes a third of a
    // second.
    return org.apache.spark.sql.classic.SparkSession.builder().config(conf).getOrCreate();
  }
}
