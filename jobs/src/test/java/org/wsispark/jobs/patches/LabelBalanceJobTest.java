package org.wsispark.jobs.patches;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.wsispark.geometry.PixelRect;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.testing.DiscSlide;
import org.wsispark.patch.ClassBalance.Scope;

/** As many patches of each label, over a whole set. */
class LabelBalanceJobTest extends DiscSlidesTestBase {
  @Test
  void labelsAreBalancedOverTheSetWhateverThePartitionsAndRerunsLoseNothing() throws IOException {
    Path slides = slideFolder();
    for (int k = 0; k < 2; k++) {
      new DiscSlide(WIDTH, HEIGHT, 4 + k, -1).write(slides.resolve("s" + k + ".svs"));
      DiscSlide.writeRectangles(
          slides.resolve("s" + k + ".xml"), new PixelRect(200 * k, 0, 600, 700), TUMOUR);
    }
    Lake lake = ingested();
    run(lake, new PatchesJob(), options("all"));
    Map<String, Long> all = labels(lake, "all", "");
    assertThat(all).containsOnlyKeys("", "c1", "c2");
    long rarest = all.values().stream().mapToLong(n -> n).min().orElseThrow();
    assertThat(rarest).isGreaterThan(20).isLessThan(all.get(""));
    SampleOptions sample = SampleOptions.defaults().withBalance(Scope.SET, 1.5);

    for (int partitions : new int[] {1, 7}) {
      run(
          lake,
          new PatchesJob(),
          options("b" + partitions).with(sample).with(new TaskOptions(partitions, 1, 1, "", "")));
    }

    Map<String, Long> first = labels(lake, "b1", "");
    all.forEach(
        (label, n) ->
            assertThat(first.get(label)).as(label).isEqualTo(Math.min(n, (long) (1.5 * rarest))));
    for (LakeTable table : List.of(LakeTable.PATCH_IMAGES, LakeTable.PATCH_LABELS)) {
      assertEqualRows(comparable(lake, table, "b1"), comparable(lake, table, "b7"));
    }
    SampleOptions seed = new SampleOptions(1, 0, 2, 0, "set", 1.5);
    run(lake, new PatchesJob(), options("other").with(seed));
    assertThat(labels(lake, "other", "")).isEqualTo(first);
    assertThat(ids(lake, LakeTable.PATCH_LABELS, "other"))
        .isNotEqualTo(ids(lake, LakeTable.PATCH_LABELS, "b1"));

    Set<String> before = ids(lake, LakeTable.PATCH_LABELS, "b1");
    new DiscSlide(WIDTH, HEIGHT, 9, -1).write(slides.resolve("s2.svs"));
    DiscSlide.writeRectangles(slides.resolve("s2.xml"), TUMOUR, new PixelRect(100, 100, 900, 900));
    ingest(lake);
    run(lake, new PatchesJob(), options("all"));
    run(lake, new PatchesJob(), options("b1").with(sample));
    Map<String, Long> offered = labels(lake, "all", "slide_id = 's2'");
    Map<String, Long> expected = new TreeMap<>(first);
    long now =
        first.keySet().stream()
            .mapToLong(label -> first.get(label) + offered.getOrDefault(label, 0L))
            .min()
            .orElseThrow();
    offered.forEach(
        (label, n) ->
            expected.merge(
                label, Math.max(0, Math.min(n, (long) (1.5 * now) - first.get(label))), Long::sum));
    assertThat(labels(lake, "b1", "")).isEqualTo(expected).isNotEqualTo(first);
    assertThat(ids(lake, LakeTable.PATCH_LABELS, "b1")).containsAll(before);
    assertThat(ids(lake, LakeTable.PATCH_IMAGES, "b1"))
        .isEqualTo(ids(lake, LakeTable.PATCH_LABELS, "b1"));
  }

  private Map<String, Long> labels(Lake lake, String set, String where) {
    Map<String, Long> counts = new TreeMap<>();
    Dataset<Row> rows = rows(lake, LakeTable.PATCH_LABELS, set);
    (where.isEmpty() ? rows : rows.where(where))
        .groupBy(coalesce(col("label"), lit("")))
        .count()
        .collectAsList()
        .forEach(row -> counts.put(row.getString(0), row.getLong(1)));
    return counts;
  }

  private Dataset<Row> comparable(Lake lake, LakeTable table, String set) {
    Dataset<Row> rows = rows(lake, table, set).drop("patch_set", "run_id", "quality");
    return table == LakeTable.PATCH_LABELS
        ? rows.withColumn("label_fractions", col("label_fractions").cast("string"))
            .withColumn("mask", sha2(col("mask"), 256))
        : rows.withColumn("image", sha2(col("image.bytes"), 256));
  }
}
