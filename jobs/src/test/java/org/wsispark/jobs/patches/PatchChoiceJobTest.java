package org.wsispark.jobs.patches;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.PixelRect;
import org.wsispark.jobs.ingest.IngestJob;
import org.wsispark.jobs.ingest.IngestOptions;
import org.wsispark.jobs.io.Job;
import org.wsispark.jobs.io.JobPlan;
import org.wsispark.jobs.io.JobResult;
import org.wsispark.jobs.io.JobRunner;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.PlanContext;
import org.wsispark.jobs.io.RunOutcome;
import org.wsispark.jobs.io.SlidePicture;
import org.wsispark.jobs.testing.DiscSlide;
import org.wsispark.jobs.testing.SparkTestBase;
import org.wsispark.jobs.tissue.TissueJob;
import org.wsispark.jobs.tissue.TissueJobOptions;
import org.wsispark.patch.ClassBalance.Scope;
import org.wsispark.patch.EdgePolicy;
import org.wsispark.pixel.PngCodec;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.SlideReader;
import org.wsispark.slide.SlideReaders;

/** Which patches there are: at the edge, by the annotation, and of each label. */
class PatchChoiceJobTest extends SparkTestBase {
  private static final int WIDTH = 1_400;
  private static final int HEIGHT = 1_100;
  private static final int SIDE = 64;
  private static final PixelRect SLIDE = new PixelRect(0, 0, WIDTH, HEIGHT);
  private static final PixelRect ROI = new PixelRect(310, 150, 700, 810);
  private static final PixelRect TUMOUR = new PixelRect(500, 300, 301, 433);
  private static final PixelRect CORNER = new PixelRect(1_300, 1_000, 400, 400);

  private <O extends Record, R extends JobResult> RunOutcome<R> run(
      Lake lake, Job<O, R> job, O options) {
    return new JobRunner(spark(), lake, Clock.systemUTC(), Duration.ofDays(1), line -> {})
        .run(job, options);
  }

  private Path slideFolder() throws IOException {
    return Files.createDirectories(folder.resolve("slides"));
  }

  private Lake ingested() {
    Lake lake = Lake.of(folder.resolve("lake").toString());
    ingest(lake);
    return lake;
  }

  private void ingest(Lake lake) {
    Path slides = folder.resolve("slides");
    run(lake, new IngestJob(), IngestOptions.defaults().withScan(slides.toString()));
    run(lake, new TissueJob(), TissueJobOptions.defaults());
  }

  /** Small patches, all of the grid but for what the test wants dropped. */
  private static PatchesOptions options(String set) {
    GridOptions d = GridOptions.defaults();
    return PatchesOptions.defaults()
        .withPatchSet(set)
        .with(new GridOptions(SIDE, SIDE, "drop", 0.5, null, d.mppTolerance(), d.resampling()))
        .with(new FilterOptions(0, "", 1, 1, 1, 1, 1))
        .with(new ImageOptions("png", 90));
  }

  private Dataset<Row> rows(Lake lake, LakeTable table, String set) {
    return lake.read(spark(), table, "patches").where(col("patch_set").equalTo(set));
  }

  private Set<String> ids(Lake lake, LakeTable table, String set) {
    Set<String> ids = new TreeSet<>();
    rows(lake, table, set)
        .select("patch_id")
        .collectAsList()
        .forEach(row -> ids.add(row.getString(0)));
    return ids;
  }

  @Test
  void theAnnotationBoundsWhichPatchesThereAre() throws IOException {
    Path slides = slideFolder();
    new DiscSlide(WIDTH, HEIGHT, 4, -1).write(slides.resolve("disc.svs"));
    DiscSlide.writeRectangles(slides.resolve("disc.xml"), ROI, TUMOUR, CORNER);
    new DiscSlide(WIDTH, HEIGHT, 5, -1).write(slides.resolve("plain.svs"));
    Lake lake = ingested();
    Set<String> inside = new TreeSet<>();
    Set<String> expected = new TreeSet<>();
    int cells = 0;
    for (int y = 0; y + SIDE <= HEIGHT; y += SIDE) {
      for (int x = 0; x + SIDE <= WIDTH; x += SIDE) {
        cells++;
        PixelRect patch = new PixelRect(x, y, SIDE, SIDE);
        if (patch.intersect(ROI).area() >= 0.75 * SIDE * SIDE) {
          inside.add("disc_x" + x + "_y" + y);
          if (patch.intersect(TUMOUR).area() >= 0.25 * SIDE * SIDE) {
            expected.add("disc_x" + x + "_y" + y);
          }
        }
      }
    }
    assertThat(expected.size()).isBetween(20, inside.size() - 20);
    AnnotationFilterOptions tumour =
        new AnnotationFilterOptions("c1", 0.75, 0, 0.25, List.of("c2"));
    Path pictures = folder.resolve("plan");
    TaskOptions tasks = new TaskOptions(3, 1 << 20, 64, pictures.toString(), "");
    JobPlan plan =
        new PatchesJob()
            .plan(new PlanContext(spark(), lake), options("roi").with(tumour).with(tasks));
    assertThat(plan.counts())
        .containsEntry("grid_patches", 2L * cells)
        .containsEntry("dropped_min-roi-fraction", 2L * cells - inside.size())
        .containsEntry("dropped_min-label-fraction", (long) inside.size() - expected.size())
        .containsEntry("patches", (long) expected.size())
        .containsEntry("slides_without_patches", 1L);
    assertThat(plan.lines()).contains("no patch of 1 slides passes the filters: plain");
    try (SlideReader reader = SlideReaders.open(slides.resolve("disc.svs"))) {
      RgbImage slide = SlidePicture.of(reader, new Mpp(0.5));
      colours(PngCodec.decode(Files.readAllBytes(pictures.resolve("disc.png"))), slide);
    }

    RunOutcome<PatchesResult> made = run(lake, new PatchesJob(), options("roi").with(tumour));

    assertThat(made.result().withoutPatches()).containsExactly("plain");
    assertThat(made.result().lines()).contains("no patch of 1 slides passes the filters: plain");
    assertThat(ids(lake, LakeTable.PATCH_IMAGES, "roi")).isEqualTo(expected);
    assertThat(ids(lake, LakeTable.PATCH_LABELS, "roi")).isEqualTo(expected);
    for (Row row : rows(lake, LakeTable.PATCH_LABELS, "roi").collectAsList()) {
      PixelRect patch = new PixelRect(row.<Integer>getAs("x"), row.<Integer>getAs("y"), SIDE, SIDE);
      assertThat(row.<String, Double>getJavaMap(row.fieldIndex("label_fractions")))
          .as("the region of interest is no class")
          .containsOnly(
              Map.entry("c2", patch.intersect(TUMOUR).area() / (double) (SIDE * SIDE)),
              Map.entry("c3", 0.0));
    }
    run(
        lake,
        new PatchesJob(),
        options("full").with(new AnnotationFilterOptions("", 1, 1, 0, List.of())));
    assertThat(rows(lake, LakeTable.PATCH_LABELS, "full").collectAsList())
        .hasSizeGreaterThan(50)
        .allSatisfy(
            row ->
                assertThat(
                        row
                            .<String, Double>getJavaMap(row.fieldIndex("label_fractions"))
                            .values()
                            .stream()
                            .mapToDouble(share -> share)
                            .sum())
                    .isEqualTo(1));

    // Another annotation would choose other patches; those of the set keep their keys.
    DiscSlide.writeRectangles(slides.resolve("disc.xml"), CORNER, ROI, CORNER);
    run(lake, new IngestJob(), IngestOptions.defaults().withScan(slides.toString()));
    RunOutcome<PatchesResult> again = run(lake, new PatchesJob(true), options("roi").with(tumour));
    assertThat(again.result().labels()).isEqualTo(expected.size());
    assertThat(again.result().images()).isZero();
    assertThat(ids(lake, LakeTable.PATCH_LABELS, "roi")).isEqualTo(expected);
    assertThat(rows(lake, LakeTable.PATCH_LABELS, "roi").where("label = 'c2'").count())
        .as("all lie in what is c2 now")
        .isEqualTo(expected.size());
    assertThatThrownBy(() -> new AnnotationFilterOptions("", 0, 0, 0, List.of()))
        .hasMessageContaining("min-roi-fraction is 0.0");
  }

  /** Blue outside the region of interest, violet without tumour. */
  private static void colours(RgbImage picture, RgbImage slide) {
    double scaleX = (double) slide.width() / WIDTH;
    double scaleY = (double) slide.height() / HEIGHT;
    byte[] rgb = picture.rgb();
    for (int[] of : new int[][] {{64, 64, 2}, {384, 896, 2}}) {
      int at = 3 * ((int) (of[1] * scaleY) * picture.width() + (int) (of[0] * scaleX));
      int strongest = 0;
      for (int c = 1; c < 3; c++) {
        strongest = (rgb[at + c] & 255) > (rgb[at + strongest] & 255) ? c : strongest;
      }
      assertThat(strongest).as("channel at %d, %d", of[0], of[1]).isEqualTo(of[2]);
    }
  }

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

  @Test
  void surroundingsAreMeansOfTheSlideRoundTheSameCentre() throws IOException {
    Path slides = slideFolder();
    Path slide = slides.resolve("disc.svs");
    new DiscSlide(WIDTH, HEIGHT, 4, -1).write(slide);
    Lake lake = ingested();
    run(lake, new PatchesJob(), options("round").with(new ContextOptions(List.of(1.0, 2.0))));
    List<Row> rows = rows(lake, LakeTable.PATCH_IMAGES, "round").where("x % 5 = 0").collectAsList();
    assertThat(rows).hasSizeGreaterThan(30);
    int outside = 0;
    try (SlideReader reader = SlideReaders.open(slide)) {
      for (Row row : rows) {
        int x = row.<Integer>getAs("x");
        int y = row.<Integer>getAs("y");
        List<Row> context = row.getList(row.fieldIndex("context"));
        assertThat(context).hasSize(2);
        for (int k = 0; k < 2; k++) {
          int factor = 2 << k;
          Row round = context.get(k);
          assertThat(round.<Double>getAs("mpp")).isEqualTo(factor / 2.0);
          assertThat(round.<Integer>getAs("size_level0")).isEqualTo(SIDE * factor);
          Row image = round.getAs("image");
          assertThat(image.<String>getAs("path"))
              .isEqualTo("disc/disc_x%d_y%d_mpp%s.png".formatted(x, y, factor / 2.0));
          int half = SIDE * factor / 2;
          PixelRect rect =
              new PixelRect(x + SIDE / 2 - half, y + SIDE / 2 - half, SIDE * factor, SIDE * factor);
          outside += SLIDE.contains(rect) ? 0 : 1;
          assertThat(PngCodec.decode(image.getAs("bytes")))
              .as("round %d, %d", x, y)
              .isEqualTo(means(reader.read(0, rect), factor));
        }
      }
    }
    assertThat(outside).as("reach over the edge and are white there").isPositive();
    ContextOptions half = new ContextOptions(List.of(0.5));
    assertThatThrownBy(() -> PatchesOptions.defaults().with(half))
        .hasMessageContaining("context-mpp is [0.5], but it is coarser than patches, of 0.5 mpp");
    assertThatThrownBy(() -> new ContextOptions(List.of(2.0, 1.0)))
        .hasMessageContaining("it goes from finer to coarser");
  }

  private static RgbImage means(RgbImage image, int factor) {
    int side = image.width() / factor;
    byte[] rgb = new byte[3 * side * side];
    for (int k = 0; k < rgb.length; k++) {
      int pixel = k / 3;
      int sum = 0;
      for (int y = 0; y < factor; y++) {
        for (int x = 0; x < factor; x++) {
          int at = (pixel / side * factor + y) * image.width() + pixel % side * factor + x;
          sum += image.rgb()[3 * at + k % 3] & 255;
        }
      }
      rgb[k] = (byte) ((2 * sum + factor * factor) / (2 * factor * factor));
    }
    return new RgbImage(side, side, rgb);
  }

  @Test
  void patchesAtTheEdgeArePaddedWithWhiteOrMovedInwards() throws IOException {
    Path slides = slideFolder();
    Path slide = slides.resolve("disc.svs");
    new DiscSlide(WIDTH, HEIGHT, 4, -1).write(slide);
    DiscSlide.writeRectangles(slides.resolve("disc.xml"), CORNER);
    Lake lake = ingested();
    for (EdgePolicy edge : List.of(EdgePolicy.PAD, EdgePolicy.SHIFT)) {
      GridOptions grid = GridOptions.defaults().withEdge(edge);
      run(lake, new PatchesJob(), options(edge.text()).with(grid));
      List<Row> images = rows(lake, LakeTable.PATCH_IMAGES, edge.text()).collectAsList();
      assertThat(images).hasSize(6 * 5);
      double outside = 0;
      boolean[] seen = new boolean[WIDTH * HEIGHT];
      try (SlideReader reader = SlideReaders.open(slide)) {
        for (Row row : images) {
          PixelRect patch =
              new PixelRect(row.<Integer>getAs("x"), row.<Integer>getAs("y"), 256, 256);
          Row image = row.getAs("image");
          assertThat(PngCodec.decode(image.getAs("bytes"))).isEqualTo(reader.read(0, patch));
          double share = 1 - patch.intersect(SLIDE).area() / 65_536.0;
          assertThat(row.<String, Double>getJavaMap(row.fieldIndex("quality")))
              .containsEntry("outside_fraction", share);
          outside += share;
          PixelRect inside = patch.intersect(SLIDE);
          for (int y = inside.y(); y < inside.bottom(); y++) {
            for (int x = inside.x(); x < inside.right(); x++) {
              seen[y * WIDTH + x] = true;
            }
          }
        }
      }
      int covered = 0;
      for (boolean pixel : seen) {
        covered += pixel ? 1 : 0;
      }
      assertThat(covered).as("%s", edge).isEqualTo(WIDTH * HEIGHT);
      assertThat(outside > 0).as("%s", edge).isEqualTo(edge == EdgePolicy.PAD);
      int foreground = 0;
      for (Row row : rows(lake, LakeTable.PATCH_LABELS, edge.text()).collectAsList()) {
        PixelRect patch = new PixelRect(row.<Integer>getAs("x"), row.<Integer>getAs("y"), 256, 256);
        byte[] mask = PngCodec.decodeGrey(row.getAs("mask"));
        int pixels = 0;
        for (byte value : mask) {
          pixels += value;
        }
        assertThat((long) pixels)
            .as("what is drawn outside the slide has no class, %s", patch)
            .isEqualTo(patch.intersect(CORNER).intersect(SLIDE).area());
        assertThat(row.<String, Double>getJavaMap(row.fieldIndex("label_fractions")))
            .containsEntry("c1", pixels / 65_536.0);
        foreground += pixels;
      }
      assertThat(foreground).isGreaterThanOrEqualTo(100 * 100);
    }
    assertThatThrownBy(() -> GridOptions.defaults().withEdge(EdgePolicy.CLIP))
        .hasMessageContaining("edge is clip, but it is one of [drop, pad, shift]");
  }
}
