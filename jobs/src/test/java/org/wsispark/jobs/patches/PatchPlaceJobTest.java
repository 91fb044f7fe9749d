package org.wsispark.jobs.patches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.wsispark.geometry.PixelRect;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.testing.DiscSlide;
import org.wsispark.patch.EdgePolicy;
import org.wsispark.pixel.JpegCodec;
import org.wsispark.pixel.PngCodec;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.SlideReader;
import org.wsispark.slide.SlideReaders;

/** Where patches lie: at the edge of a slide, and what lies round them. */
class PatchPlaceJobTest extends DiscSlidesTestBase {
  @Test
  void surroundingsAreMeansOfTheSlideRoundTheSameCentre() throws IOException {
    Path slides = slideFolder();
    Path slide = slides.resolve("disc.svs");
    new DiscSlide(WIDTH, HEIGHT, 4, -1).write(slide);
    Lake lake = ingested();
    for (String encoding : List.of("png", "raw", "jpeg")) {
      run(
          lake,
          new PatchesJob(),
          options(encoding)
              .with(new ContextOptions(List.of(1.0, 2.0)))
              .with(new ImageOptions(encoding, 90)));
      contextsAreMeans(rows(lake, LakeTable.PATCH_IMAGES, encoding), slide, encoding);
    }
    ContextOptions half = new ContextOptions(List.of(0.5));
    assertThatThrownBy(() -> PatchesOptions.defaults().with(half))
        .hasMessageContaining("context-mpp is [0.5], but it is coarser than patches, of 0.5 mpp");
    assertThatThrownBy(() -> new ContextOptions(List.of(2.0, 1.0)))
        .hasMessageContaining("it goes from finer to coarser");
  }

  private static void contextsAreMeans(Dataset<Row> images, Path slide, String encoding) {
    List<Row> rows = images.where("x % 5 = 0").collectAsList();
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
              .startsWith("disc/disc_x%d_y%d_mpp%s.".formatted(x, y, factor / 2.0));
          int half = SIDE * factor / 2;
          PixelRect rect =
              new PixelRect(x + SIDE / 2 - half, y + SIDE / 2 - half, SIDE * factor, SIDE * factor);
          outside += SLIDE.contains(rect) ? 0 : 1;
          assertThat(meanError(image.getAs("bytes"), encoding, means(reader.read(0, rect), factor)))
              .as("%s round %d, %d", encoding, x, y)
              .isLessThanOrEqualTo(encoding.equals("jpeg") ? 6 : 0);
        }
      }
    }
    assertThat(outside).as("reach over the edge and are white there").isPositive();
  }

  private static double meanError(byte[] bytes, String encoding, RgbImage truth) {
    byte[] rgb =
        switch (encoding) {
          case "png" -> PngCodec.decode(bytes).rgb();
          case "jpeg" -> JpegCodec.decode(bytes).rgb();
          default -> bytes;
        };
    assertThat(rgb).hasSameSizeAs(truth.rgb());
    long sum = 0;
    for (int k = 0; k < rgb.length; k++) {
      sum += Math.abs((rgb[k] & 255) - (truth.rgb()[k] & 255));
    }
    return (double) sum / rgb.length;
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
