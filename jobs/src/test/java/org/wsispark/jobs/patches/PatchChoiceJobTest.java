package org.wsispark.jobs.patches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.PixelRect;
import org.wsispark.jobs.ingest.IngestJob;
import org.wsispark.jobs.ingest.IngestOptions;
import org.wsispark.jobs.io.JobPlan;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.PlanContext;
import org.wsispark.jobs.io.RunOutcome;
import org.wsispark.jobs.io.SlidePicture;
import org.wsispark.jobs.testing.DiscSlide;
import org.wsispark.pixel.PngCodec;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.SlideReader;
import org.wsispark.slide.SlideReaders;

/** Which patches there are by the annotation, in a plan and in a run. */
class PatchChoiceJobTest extends DiscSlidesTestBase {
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
}
