package org.wsispark.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.wsispark.errors.WsiException;

/** What becomes of slides and tiles that cannot be read. */
class ReadModeTest extends SourceTestBase {

  private Path mixed() throws IOException {
    disc("good.svs", 1);
    disc("half.svs", 2, 0);
    Files.writeString(folder.resolve("text.svs"), "this is no slide at all");
    return folder;
  }

  @Test
  void byDefaultTheQueryEndsWithTheSlideTheReasonAndTheRemedy() throws IOException {
    Dataset<Row> all = load(mixed());
    assertThatThrownBy(all::count)
        .isInstanceOf(WsiException.class)
        .hasMessageContainingAll("UNRECOGNISED: ", "/text.svs: this is no slide", "Give an Aperio");
    Files.delete(folder.resolve("text.svs"));
    assertThat(load(folder).count()).as("the bad tile is not looked at").isEqualTo(2L * TILES);
    assertThatThrownBy(() -> load(folder).select("mean").collectAsList())
        .hasRootCauseInstanceOf(WsiException.class)
        .rootCause()
        .hasMessageContainingAll("BAD_TILE: ", "half.svs", "level 0, tile 12");
  }

  @Test
  void permissiveKeepsEveryRowAndSaysWhy() throws IOException {
    Dataset<Row> all = load(mixed(), "mode", "permissive");
    List<Row> rows = all.collectAsList();
    assertThat(rows).hasSize(2 * TILES + 1);
    List<Row> failed = rows.stream().filter(row -> row.getAs("error") != null).toList();
    assertThat(failed).hasSize(2);
    Row tile = failed.get(0);
    assertThat(tile.<String>getAs("error"))
        .startsWith("BAD_TILE: ")
        .contains("half.svs", "tile 12");
    assertThat(tile.<Integer>getAs("x")).isEqualTo(480);
    assertThat(tile.<Row>getAs("image")).isNull();
    assertThat(tile.<Row>getAs("mean")).isNull();
    Row slide = failed.get(1);
    assertThat(slide.<String>getAs("slide")).endsWith("/text.svs");
    assertThat(slide.<String>getAs("error")).startsWith("UNRECOGNISED: ");
    assertThat(slide.<Integer>getAs("x")).isNull();
    assertThat(slide.<Row>getAs("image")).isNull();
    rows.stream()
        .filter(row -> row.getAs("error") == null)
        .forEach(row -> assertThat(row.<Row>getAs("image").<byte[]>getAs("bytes")).isNotEmpty());
    assertThat(all.where("error IS NOT NULL").select("slide", "error").count()).isEqualTo(1);
    assertThat(all.where("error IS NOT NULL").select("slide", "error", "mean").collectAsList())
        .as("the tile shows when it is decoded")
        .hasSize(2);
    assertThat(all.limit(2 * TILES + 1).collectAsList()).hasSize(2 * TILES + 1);
  }

  @Test
  void dropMalformedLeavesOutAndCounts() throws IOException {
    Dataset<Row> means = load(mixed(), "mode", "DROPMALFORMED").select("slide", "x", "y", "mean");
    assertThat(means.collectAsList()).hasSize(2 * TILES - 1);
    assertThat(metric(means, "tilesFailed")).isEqualTo(1);
    assertThat(metric(means, "slidesFailed")).isEqualTo(1);
    Dataset<Row> limited = means.limit(2 * TILES - 1);
    assertThat(limited.collectAsList()).as("a dropped tile does not count").hasSize(2 * TILES - 1);
  }

  @Test
  void aSlideThatVanishesAfterPlanningIsAnErrorPerTile() throws IOException {
    Path path = disc("gone.svs", 3);
    Dataset<Row> means = load(path, "mode", "PERMISSIVE").select("x", "mean", "error");
    var rdd = means.javaRDD();
    assertThat(rdd.getNumPartitions()).isPositive();
    Files.delete(path);
    List<Row> rows = rdd.collect();
    assertThat(rows).hasSize(TILES);
    assertThat(rows).allSatisfy(row -> assertThat(row.getString(2)).contains("gone.svs"));
  }
}
