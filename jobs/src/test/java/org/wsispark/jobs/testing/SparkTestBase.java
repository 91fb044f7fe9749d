package org.wsispark.jobs.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.wsispark.jobs.io.SparkSessions;

/**
 * What every test on Spark stands on: the session that commands use, on two local threads, opened
 * once per JVM, and a folder of its own for each test. A test that leaves data cached fails.
 */
public abstract class SparkTestBase {
  private static final SparkSession SPARK = SparkSessions.open("tests", "local[2]");

  /** Delta keeps the state of tables it has read; that is its own affair. */
  private static final String DELTA_STATE = "Delta Table State";

  private final FrameComparison comparison = new FrameComparison(SPARK);

  /** A folder of the running test alone. */
  @TempDir protected Path folder;

  /** The one session of this JVM; never stop it. */
  protected static SparkSession spark() {
    return SPARK;
  }

  /** Compares schema and rows in their order; the message shows the rows that differ. */
  protected final void assertEqualInOrder(Dataset<Row> expected, Dataset<Row> actual) {
    comparison.assertDataFrameEquals(expected, actual);
  }

  /**
   * Compares names, types and rows as a multiset: equal rows count as often as they occur. What may
   * be null is left out of it, because every column of a table that was read back may.
   */
  protected final void assertEqualRows(Dataset<Row> expected, Dataset<Row> actual) {
    comparison.assertDataFrameNoOrderEquals(nullable(expected), nullable(actual));
  }

  private static Dataset<Row> nullable(Dataset<Row> frame) {
    return SPARK.createDataFrame(frame.javaRDD(), frame.schema().asNullable());
  }

  /** Compares in order; fractional numbers may differ by the tolerance. */
  protected final void assertAlmostEqual(
      Dataset<Row> expected, Dataset<Row> actual, double tolerance) {
    comparison.assertDataFrameApproximateEquals(expected, actual, tolerance);
  }

  @AfterEach
  final void nothingStaysCached() {
    List<String> left = cached();
    SPARK.catalog().clearCache();
    JavaSparkContext.fromSparkContext(SPARK.sparkContext())
        .getPersistentRDDs()
        .values()
        .forEach(rdd -> rdd.unpersist(true));
    assertThat(left).as("data that the test left cached").isEmpty();
  }

  /** What is cached now, apart from what Delta keeps. */
  static List<String> cached() {
    return JavaSparkContext.fromSparkContext(SPARK.sparkContext())
        .getPersistentRDDs()
        .values()
        .stream()
        .map(rdd -> String.valueOf(rdd.name()))
        .filter(name -> !name.startsWith(DELTA_STATE))
        .toList();
  }
}
