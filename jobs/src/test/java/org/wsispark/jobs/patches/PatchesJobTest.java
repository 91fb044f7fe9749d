package org.wsispark.jobs.patches;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sha2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.PlanContext;
import org.wsispark.jobs.io.RunOutcome;
import org.wsispark.jobs.testing.DiscSlide;
import org.wsispark.pixel.PngCodec;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.SlideReader;
import org.wsispark.slide.SlideReaders;

class PatchesJobTest extends DiscSlidesTestBase {
  private static final PixelRect WHOLE = new PixelRect(500, 300, 1_000, 900);
  private static final PixelRect VIABLE = new PixelRect(900, 400, 333, 777);

  /** What must be equal whatever the partitions: all but the set's name and the run. */
  private Dataset<Row> comparable(Lake lake, LakeTable table, String set) {
    Dataset<Row> rows = rows(lake, table, set).drop("patch_set", "run_id", "quality");
    return table == LakeTable.PATCH_LABELS
        ? rows.withColumn("label_fractions", col("label_fractions").cast("string"))
            .withColumn("mask", sha2(col("mask"), 256))
        : rows.withColumn("path", col("image.path"))
            .withColumn("image", sha2(col("image.bytes"), 256));
  }

  @Test
  void aSlideIsMadeByManyTasksAndRowsDoNotDependOnThem() throws IOException {
    Path real =
        Path.of(System.getProperty("wsispark.root", "."))
            .resolve("../shared/data/slides/CMU-1-Small-Region.svs");
    assumeTrue(Files.isRegularFile(real), "SKIP: ../shared/data/slides is not here");
    Path slides = slideFolder();
    Path slide = slides.resolve("cmu.svs");
    Files.copy(real, slide);
    DiscSlide.writeRectangles(slides.resolve("cmu.xml"), WHOLE, VIABLE);
    new DiscSlide(1_100, 900, 3, -1).write(slides.resolve("disc.svs"));
    Lake lake = ingested();

    RunOutcome<PatchesResult> one = run(lake, new PatchesJob(), options("p1", 1));
    RunOutcome<PatchesResult> seven = run(lake, new PatchesJob(), options("p7", 7));
    RunOutcome<PatchesResult> many = run(lake, new PatchesJob(), options("p64", 64));

    assertThat(one.result().tasks()).isEqualTo(1);
    assertThat(seven.result().tasks()).isEqualTo(7);
    assertThat(many.result().mostTasksOfASlide()).isGreaterThanOrEqualTo(8);
    assertThat(one.result().images()).isEqualTo(one.result().labels()).isGreaterThan(20);
    assertThat(one.result().slides()).isEqualTo(2);
    for (LakeTable table : List.of(LakeTable.PATCH_IMAGES, LakeTable.PATCH_LABELS)) {
      assertThat(rows(lake, table, "p1").count()).isEqualTo(one.result().images());
      assertEqualRows(comparable(lake, table, "p1"), comparable(lake, table, "p7"));
      assertEqualRows(comparable(lake, table, "p1"), comparable(lake, table, "p64"));
    }
    assertThat(
            rows(lake, LakeTable.PATCH_IMAGES, "p1")
                .select("patch_id", "x", "y")
                .except(rows(lake, LakeTable.PATCH_LABELS, "p1").select("patch_id", "x", "y"))
                .count())
        .as("images without a label of the same key")
        .isZero();
    lake.registerViews(spark());
    assertThat(
            spark()
                .table("patches")
                .where("patch_set = 'p7' AND label = 'c2'")
                .select("image.bytes")
                .count())
        .as("the view that joins both")
        .isEqualTo(rows(lake, LakeTable.PATCH_LABELS, "p7").where("label = 'c2'").count())
        .isPositive();
    assertThat(
            rows(lake, LakeTable.PATCH_LABELS, "p7")
                .groupBy("slide_id")
                .agg(countDistinct("split").as("splits"), max(col("split").isNull()).as("none"))
                .collectAsList())
        .hasSize(2)
        .allSatisfy(
            of -> {
              assertThat(of.<Long>getAs("splits")).isEqualTo(1);
              assertThat(of.<Boolean>getAs("none")).isFalse();
            });
    aPlanSaysWhatEachFilterDrops(lake, one.result().images());
    pixelsAreTheReadersCrops(lake, slide);
    labelsAreTheRectangles(lake);
    Row set = lake.read(spark(), LakeTable.PATCH_SETS, "patches").where("patch_set = 'p7'").head();
    assertThat(set.<Long>getAs("patches")).isEqualTo(seven.result().images());
    assertThat(set.<String, Long>getJavaMap(set.fieldIndex("versions")))
        .containsOnlyKeys("patch_images", "patch_labels");
  }

  private void aPlanSaysWhatEachFilterDrops(Lake lake, long images) throws IOException {
    Path pictures = folder.resolve("plan");
    TaskOptions d = TaskOptions.defaults();
    PatchesOptions few =
        PatchesOptions.defaults()
            .withPatchSet("few")
            .with(new FilterOptions(0.5, "", 1, 0, 1, 0.02, 1))
            .with(SampleOptions.defaults().withMaxPerSlide(2))
            .with(new TaskOptions(3, d.targetPartitionBytes(), 64, pictures.toString(), ""));
    Map<String, Long> counts = new PatchesJob().plan(new PlanContext(spark(), lake), few).counts();
    long passed =
        images - counts.get("dropped_max-white-fraction") - counts.get("dropped_max-dark-fraction");
    assertThat(counts.get("dropped_max-white-fraction")).isPositive();
    assertThat(counts.get("dropped_max-per-slide"))
        .isEqualTo(passed - counts.get("patches"))
        .isPositive();
    assertThat(counts.get("grid_patches"))
        .isEqualTo(images + counts.get("dropped_min-tissue-fraction"));
    RgbImage drawn = PngCodec.decode(Files.readAllBytes(pictures.resolve("cmu.png")));
    int green = 0;
    for (int k = 0; k < drawn.rgb().length; k += 3) {
      green += (drawn.rgb()[k + 1] & 255) > (drawn.rgb()[k] & 255) + 40 ? 1 : 0;
    }
    assertThat(green).as("pixels of patches kept").isGreaterThan(500);
    assertThat(pictures.resolve("disc.png")).exists();
  }

  private void pixelsAreTheReadersCrops(Lake lake, Path slide) {
    int compared = 0;
    try (SlideReader reader = SlideReaders.open(slide)) {
      for (Row row :
          rows(lake, LakeTable.PATCH_IMAGES, "p7").where("slide_id = 'cmu'").collectAsList()) {
        PixelRect rect = new PixelRect(row.<Integer>getAs("x"), row.<Integer>getAs("y"), 256, 256);
        Row image = row.getAs("image");
        RgbImage pixels = PngCodec.decode(image.getAs("bytes"));
        assertThat(pixels).as("%s", row.<String>getAs("patch_id")).isEqualTo(reader.read(0, rect));
        assertThat(image.<String>getAs("path"))
            .isEqualTo("cmu/cmu_x" + rect.x() + "_y" + rect.y() + ".png");
        assertThat(row.<Double>getAs("mpp")).isEqualTo(0.499);
        assertThat(row.<String, Double>getJavaMap(row.fieldIndex("quality")))
            .containsOnlyKeys(
                "pen_fraction",
                "dark_fraction",
                "fold_fraction",
                "white_fraction",
                "blur_fraction",
                "outside_fraction")
            .allSatisfy((name, share) -> assertThat(share).as(name).isBetween(0.0, 1.0));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(20);
  }

  /** Shares and masks of rectangles with whole corners can be told by arithmetic alone. */
  private void labelsAreTheRectangles(Lake lake) {
    int foreground = 0;
    int viable = 0;
    for (Row row :
        rows(lake, LakeTable.PATCH_LABELS, "p7").where("slide_id = 'cmu'").collectAsList()) {
      PixelRect patch = new PixelRect(row.<Integer>getAs("x"), row.<Integer>getAs("y"), 256, 256);
      long c2 = patch.intersect(VIABLE).area();
      long c1 = patch.intersect(WHOLE).area() - patch.intersect(WHOLE.intersect(VIABLE)).area();
      Map<String, Double> shares = row.getJavaMap(row.fieldIndex("label_fractions"));
      assertThat(shares)
          .containsOnly(Map.entry("c1", c1 / 65_536.0), Map.entry("c2", c2 / 65_536.0));
      byte[] wanted = new byte[65_536];
      for (int k = 0; k < wanted.length; k++) {
        PixelRect pixel = new PixelRect(patch.x() + k % 256, patch.y() + k / 256, 1, 1);
        wanted[k] = (byte) (VIABLE.contains(pixel) ? 2 : WHOLE.contains(pixel) ? 1 : 0);
        foreground += wanted[k] > 0 ? 1 : 0;
      }
      assertThat(PngCodec.decodeGrey(row.getAs("mask")))
          .as("mask of %s", row.<String>getAs("patch_id"))
          .isEqualTo(wanted);
      String label =
          c2 >= c1 && c2 >= 65_536 - c1 - c2 ? "c2" : c1 >= 65_536 - c1 - c2 ? "c1" : null;
      assertThat(row.<String>getAs("label")).isEqualTo(label);
      viable += "c2".equals(label) ? 1 : 0;
      assertThat(row.<Double>getAs("tissue_fraction")).isBetween(0.5, 1.0);
    }
    assertThat(foreground).isGreaterThan(100_000);
    assertThat(viable).isPositive();
    Row plain = rows(lake, LakeTable.PATCH_LABELS, "p7").where("slide_id = 'disc'").head();
    assertThat(plain.<String>getAs("document_id")).isNull();
    assertThat(plain.<String>getAs("label")).isNull();
    assertThat(plain.<byte[]>getAs("mask")).isNull();
  }

  @Test
  void refusesOptionsOutOfRange() {
    assertThatThrownBy(() -> options("a/b", 1))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining("BAD_VALUE: patch-set is a/b");
    assertThatThrownBy(() -> new ImageOptions("webp", 80))
        .hasMessageContaining(
            "encoding is webp, but it is one of [jpeg, png, raw, source, reference]");
    assertThatThrownBy(() -> new GridOptions(-1, 256, "drop", 0.5, null, 0.01, "area"))
        .hasMessageContaining("patch-size-px is -1");
    assertThatThrownBy(() -> new FilterOptions(1.5, "", 1, 1, 1, 1, 1))
        .hasMessageContaining("min-tissue-fraction is 1.5, not from 0 to 1");
  }
}
