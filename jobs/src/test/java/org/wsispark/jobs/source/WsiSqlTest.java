package org.wsispark.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.wsispark.errors.WsiException;

/** The source from SQL alone. */
class WsiSqlTest extends SourceTestBase {

  @Test
  void aTemporaryViewReadsByItsOptions() {
    Path path = disc("a.svs", 1);
    spark()
        .sql(
            "CREATE TEMPORARY VIEW tiles USING wsi OPTIONS (path '%s', mpp '1', tileSize '100')"
                .formatted(path));
    try {
      Dataset<Row> dark = spark().sql("SELECT x, y FROM tiles ORDER BY mean.grey, y, x LIMIT 3");
      assertThat(dark.collectAsList())
          .isEqualTo(
              load(path, "mpp", "1", "tileSize", "100")
                  .orderBy("mean.grey", "y", "x")
                  .select("x", "y")
                  .limit(3)
                  .collectAsList())
          .hasSize(3);
      List<Row> columns = spark().sql("DESCRIBE tiles").collectAsList();
      assertThat(columns)
          .anySatisfy(row -> assertThat(row.toString()).isEqualTo("[x,int,left edge, level-0 px]"));
    } finally {
      spark().sql("DROP VIEW tiles");
    }
  }

  @Test
  void aPathIsATableOfTheCatalogWithOptionsOfTheQuery() {
    Path path = disc("a.svs", 2);
    assertThat(spark().sql("SELECT count(*) FROM wsi.`%s`".formatted(path)).head().getLong(0))
        .isEqualTo(TILES);
    Dataset<Row> patches =
        spark()
            .sql(
                "SELECT x, mpp FROM wsi.`%s` WITH (mpp = 1, tileSize = 100) WHERE y < 300"
                    .formatted(path));
    assertThat(patches.collectAsList())
        .isEqualTo(
            load(path, "mpp", "1", "tileSize", "100")
                .where("y < 300")
                .select("x", "mpp")
                .collectAsList())
        .hasSizeGreaterThan(5);
    assertThatThrownBy(() -> spark().sql("SELECT * FROM wsi.`/no/such.svs`"))
        .hasMessageContaining("/no/such.svs");
    assertThatThrownBy(
            () ->
                spark()
                    .sql("SELECT x FROM wsi.`%s` WITH (tilesize_px = 1)".formatted(path))
                    .count())
        .isInstanceOf(WsiException.class)
        .hasMessageContaining("UNKNOWN_OPTION");
    assertThatThrownBy(() -> spark().sql("DROP TABLE wsi.`%s`".formatted(path)))
        .hasMessageContaining("READ_ONLY: %s: slides can be read only".formatted(path));
  }
}
