package org.wsispark.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;
import static scala.jdk.javaapi.CollectionConverters.asJava;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.ui.SQLAppStatusStore;
import org.junit.jupiter.api.Test;
import org.wsispark.jobs.testing.DiscSlide;
import org.wsispark.slide.SlideReader;
import org.wsispark.slide.SlideReaders;

/** What a query costs: columns, filters and limits that Spark hands down, shown by the metrics. */
class PushDownTest extends SourceTestBase {

  @Test
  void decodesOnlyForColumnsThatHoldPixels() {
    Path path = disc("a.svs", 1);
    Dataset<Row> places = load(path).select("slide", "x", "y", "width", "image.path");
    assertThat(places.collectAsList()).hasSize(TILES);
    assertThat(metric(places, "tiles")).isZero();
    assertThat(metric(places, "slidesOpened")).isZero();
    assertThat(metric(places, "bytesRead")).isZero();
    Dataset<Row> images = load(path).select("image");
    assertThat(images.collectAsList()).hasSize(TILES);
    assertThat(metric(images, "tiles")).isEqualTo(TILES);
    assertThat(metric(images, "slidesOpened")).isPositive();
    try (SlideReader reader = SlideReaders.open(path)) {
      reader.read(0, reader.info().levels().get(0).bounds());
      assertThat(metric(images, "bytesRead")).isEqualTo(reader.stats().compressedBytes());
    }
    Dataset<Row> means = load(path).select("mean.grey").where("mean.grey < 200");
    assertThat(means.collectAsList()).isNotEmpty().hasSizeLessThan(TILES);
    assertThat(metric(means, "tiles")).isEqualTo(TILES);
    assertThat(load(path).count()).isEqualTo(TILES);
  }

  @Test
  void filtersDecideWhichTilesAreDecoded() {
    disc("a.svs", 2);
    disc("b.svs", 3);
    Dataset<Row> some =
        load(folder)
            .where("slide LIKE '%/b.svs' AND x >= 240 AND x < 720 AND y = 480 AND level = 0")
            .select("image.bytes");
    assertThat(some.collectAsList()).hasSize(2);
    assertThat(metric(some, "tiles")).isEqualTo(2);
    assertThat(metric(some, "slidesOpened")).isEqualTo(1);
    assertThat(metric(some, "slidesDescribed")).as("a.svs is never opened").isEqualTo(1);
    assertThat(plan(some)).doesNotContain("Filter (").doesNotContain("Filter(");
    assertThat(executed(some).toString()).contains("PushedFilters: [");
    Dataset<Row> mixed = load(folder).where("x = 240 AND mean.grey < 0").select("x");
    assertThat(mixed.collectAsList()).isEmpty();
    assertThat(plan(mixed)).as("mean is Spark's to compare").contains("Filter (");
    assertThat(metric(mixed, "tiles")).as("x is ours").isEqualTo(2 * 4);
  }

  @Test
  void aLimitDescribesAndDecodesNoMoreThanItNeeds() throws IOException {
    Path first = disc("s0.svs", 4);
    for (int k = 1; k < 9; k++) {
      Files.copy(first, folder.resolve("s" + k + ".svs"));
    }
    Dataset<Row> few = load(folder).select("slide", "image.bytes").limit(3);
    assertThat(few.collectAsList()).hasSize(3);
    assertThat(plan(few)).contains("PushedLimit: 3").doesNotContain("Limit (");
    assertThat(metric(few, "tiles")).isEqualTo(3);
    assertThat(metric(few, "slidesDescribed")).isEqualTo(4);
    Dataset<Row> more = load(folder).select("slide").where("y = 0").limit(23);
    assertThat(more.collectAsList()).hasSize(23);
    assertThat(metric(more, "slidesDescribed")).as("4, then 16 or what is left").isEqualTo(9);
    assertThat(load(folder).limit(1_000).count()).isEqualTo(9L * TILES);
    assertThat(load(folder).limit(0).count()).isZero();
    Dataset<Row> filtered = load(folder).where("mean.grey < 400").select("x").limit(2);
    assertThat(filtered.collectAsList()).hasSize(2);
    assertThat(plan(filtered)).doesNotContain("PushedLimit");
  }

  @Test
  void aTableOpensASlideOnceToPlanHoweverOftenItIsRead() throws IOException {
    for (int k = 0; k < 5; k++) {
      disc("s" + k + ".svs", k);
    }
    Dataset<Row> slides = load(folder);
    Dataset<Row> first = slides.select("x");
    assertThat(first.collectAsList()).hasSize(5 * TILES);
    assertThat(metric(first, "slidesDescribed")).isEqualTo(5);
    Dataset<Row> second = slides.select("y").where("x = 0");
    assertThat(second.collectAsList()).hasSize(5 * 4);
    assertThat(metric(second, "slidesDescribed")).isZero();
    Files.delete(folder.resolve("s4.svs"));
    new DiscSlide(500, 480, 9, -1).write(folder.resolve("s3.svs"));
    Dataset<Row> third = slides.select("x");
    assertThat(third.collectAsList()).hasSize(3 * TILES + 6);
    assertThat(metric(third, "slidesDescribed")).as("the one that changed").isEqualTo(1);
  }

  @Test
  void anyNumberOfPartitionsGivesTheSameRowsCutByBytes() {
    disc("a.svs", 5);
    disc("b.svs", 6);
    String[] options = {"tileSize", "100", "edge", "clip", "image", "raw"};
    Dataset<Row> one = load(folder, with(options, "1")).select("slide", "x", "y", "image");
    assertThat(one.javaRDD().getNumPartitions()).isEqualTo(1);
    for (String partitions : List.of("7", "64")) {
      Dataset<Row> many =
          load(folder, with(options, partitions)).select("slide", "x", "y", "image");
      assertThat(many.javaRDD().getNumPartitions()).isEqualTo(Integer.parseInt(partitions));
      assertThat(many.collectAsList()).isEqualTo(one.collectAsList());
      assertThat(metric(many, "slidesOpened")).isLessThanOrEqualTo(Long.parseLong(partitions) + 1);
    }
    // The disc in the middle holds the bytes: the part in the middle has fewer tiles than the rim.
    List<Integer> sizes =
        load(folder.resolve("a.svs"), with(options, "3"))
            .select("x")
            .javaRDD()
            .mapPartitions(
                rows -> {
                  int n = 0;
                  while (rows.hasNext()) {
                    rows.next();
                    n++;
                  }
                  return List.of(n).iterator();
                })
            .collect();
    assertThat(sizes).hasSize(3);
    assertThat(sizes.get(1)).isLessThan(sizes.get(0)).isLessThan(sizes.get(2));
  }

  private static String[] with(String[] options, String partitions) {
    String[] all = Arrays.copyOf(options, options.length + 2);
    all[options.length] = "partitions";
    all[options.length + 1] = partitions;
    return all;
  }

  @Test
  void metricsStandInSparksStoreOfQueries() throws Exception {
    Path path = disc("a.svs", 7);
    Dataset<Row> images = load(path, "partitions", "2").select("image");
    images.collectAsList();
    spark().sparkContext().listenerBus().waitUntilEmpty();
    SQLAppStatusStore store = spark().sharedState().statusStore();
    var executions = asJava(store.executionsList());
    var last = executions.get(executions.size() - 1);
    var metrics = asJava(last.metrics());
    var values = asJava(store.executionMetrics(last.executionId()));
    long tiles =
        metrics.stream()
            .filter(metric -> metric.name().equals("scanner tiles decoded"))
            .mapToLong(metric -> Long.parseLong(values.get(metric.accumulatorId())))
            .sum();
    assertThat(tiles).isEqualTo(TILES);
    assertThat(metrics)
        .extracting(metric -> metric.name())
        .contains("tiles the slide does not hold, white", "time to read and decode (ms)");
  }
}
