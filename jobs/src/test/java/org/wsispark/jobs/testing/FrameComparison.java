package org.wsispark.jobs.testing;

import com.holdenkarau.spark.testing.JavaDatasetSuiteBase;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * The comparisons of spark-testing-base over a session that is already open. The library would
 * start a session of its own, with Hive and by JUnit 4; only its assertions are wanted here.
 */
final class FrameComparison extends JavaDatasetSuiteBase {
  private static final long serialVersionUID = 1L;

  private final transient SparkSession session;

  FrameComparison(SparkSession session) {
    this.session = session;
  }

  @Override
  public SparkSession spark() {
    return session;
  }

  @Override
  public SparkContext sc() {
    return session.sparkContext();
  }

  @Override
  public JavaSparkContext jsc() {
    return JavaSparkContext.fromSparkContext(session.sparkContext());
  }

  @Override
  public boolean enableHiveSupport() {
    return false;
  }
}
