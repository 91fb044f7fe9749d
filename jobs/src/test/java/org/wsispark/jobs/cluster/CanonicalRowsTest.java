package org.wsispark.jobs.cluster;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wsispark.jobs.testing.SparkTestBase;

class CanonicalRowsTest extends SparkTestBase {
  private static final CanonicalRows ROWS = new CanonicalRows("/data/lake");

  private static List<String> of(String... expressions) {
    return ROWS.of(spark().range(1).selectExpr(expressions));
  }

  @Test
  void runsTimesTheLakesFolderAndTheOrderOfMapsDoNotCount() {
    assertThat(
            of(
                "'one' AS run_id",
                "timestamp'2026-01-01' AS started_at",
                "'file:/data/lake/exports' AS uri",
                "map('a', 1L, 'b', 2L) AS counts"))
        .isEqualTo(
            ROWS.of(
                spark()
                    .range(1)
                    .selectExpr(
                        "'two' AS run_id",
                        "timestamp'2026-02-02' AS started_at",
                        "'file:LAKE/exports' AS uri",
                        "map('b', 2L, 'a', 1L) AS counts")));
  }

  @Test
  void oneByteOneElementOrOneRowMoreCounts() {
    assertThat(of("X'0102' AS mask")).isNotEqualTo(of("X'0103' AS mask"));
    assertThat(of("array(named_struct('x', 1)) AS levels"))
        .isNotEqualTo(of("array(named_struct('x', 2)) AS levels"));
    assertThat(of("map('a', X'01') AS m")).isNotEqualTo(of("map('a', X'02') AS m"));
    assertThat(ROWS.of(spark().range(2).selectExpr("1 AS x"))).isNotEqualTo(of("1 AS x"));
  }

  @Test
  void theOrderOfRowsDoesNotCount() {
    assertThat(ROWS.of(spark().range(3).orderBy(col("id")).toDF()))
        .isEqualTo(ROWS.of(spark().range(3).orderBy(col("id").desc()).toDF()))
        .hasSize(3);
  }
}
