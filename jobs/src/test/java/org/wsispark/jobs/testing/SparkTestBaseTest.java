package org.wsispark.jobs.testing;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class SparkTestBaseTest extends SparkTestBase {
  private static final String DELTA = "delta";

  private static Dataset<Row> patches() {
    return spark()
        .range(0, 6, 1, 3)
        .selectExpr("id AS x", "id * 0.5D AS tissue_fraction", "'s' AS slide");
  }

  @Test
  void equalFramesAreEqual() {
    assertEqualInOrder(patches(), patches());
    assertEqualRows(patches(), patches().orderBy(col("x").desc()));
    assertAlmostEqual(
        patches(),
        patches().withColumn("tissue_fraction", col("tissue_fraction").plus(1e-9)),
        1e-6);
  }

  @Test
  void oneOtherCellIsADifference() {
    Dataset<Row> other =
        patches().withColumn("slide", when(col("x").equalTo(4), "t").otherwise(col("slide")));
    assertThatThrownBy(() -> assertEqualInOrder(patches(), other))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> assertEqualRows(patches(), other)).isInstanceOf(AssertionError.class);
  }

  @Test
  void aNumberBeyondTheToleranceIsADifference() {
    Dataset<Row> other = patches().withColumn("tissue_fraction", col("tissue_fraction").plus(0.01));
    assertThatThrownBy(() -> assertAlmostEqual(patches(), other, 1e-6))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void anotherNumberOfEqualRowsIsADifference() {
    assertThatThrownBy(() -> assertEqualRows(patches(), patches().union(patches().limit(1))))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> assertEqualRows(patches().union(patches().limit(1)), patches()))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void anotherTypeIsADifference() {
    assertThatThrownBy(
            () -> assertEqualInOrder(patches(), patches().withColumn("x", col("x").cast("int"))))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void cachedDataIsNoticed() {
    Dataset<Row> kept = patches().cache();
    assertThat(kept.count()).isEqualTo(6);
    assertThat(cached()).hasSize(1);
    kept.unpersist(true);
    assertThat(cached()).isEmpty();
  }

  @Test
  void deltaTablesAreWrittenAndReadAndAreNotTakenForALeak() {
    String table = folder.resolve("table").toString();
    patches().write().format(DELTA).save(table);
    patches().write().format(DELTA).mode("append").save(table);
    assertEqualRows(patches().union(patches()), spark().read().format(DELTA).load(table));
    assertThat(cached()).isEmpty();
  }

  @Test
  void theSessionIsSmallStrictAndLocal() {
    assertThat(spark().sparkContext().master()).isEqualTo("local[2]");
    assertThat(spark().sparkContext().uiWebUrl().isEmpty()).isTrue();
    assertThat(spark().conf().get("spark.driver.host")).isEqualTo("127.0.0.1");
    assertThat(spark().conf().get("spark.driver.bindAddress")).isEqualTo("127.0.0.1");
    assertThat(spark().conf().get("spark.sql.session.timeZone")).isEqualTo("UTC");
    assertThat(spark().conf().get("spark.sql.ansi.enabled")).isEqualTo("true");
    assertThat(Integer.parseInt(spark().conf().get("spark.sql.shuffle.partitions")))
        .isLessThanOrEqualTo(8);
    assertThat(spark().conf().get("spark.databricks.delta.snapshotPartitions")).isEqualTo("2");
  }
}
