package org.wsispark.jobs.rasterize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.tables.DeltaTable;
import java.awt.image.Raster;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.jobs.ingest.IngestJob;
import org.wsispark.jobs.ingest.IngestOptions;
import org.wsispark.jobs.io.Failure;
import org.wsispark.jobs.io.JobRunner;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.PlanContext;
import org.wsispark.jobs.io.RunOutcome;
import org.wsispark.jobs.testing.DiscSlide;
import org.wsispark.jobs.testing.SparkTestBase;
import org.wsispark.pixel.PngCodec;

class RasterizeJobTest extends SparkTestBase {
  private static final int WIDTH = 2_048;
  private static final int HEIGHT = 1_536;
  private static final PixelRect FIRST = new PixelRect(10, 20, 1_500, 1_000);
  private static final PixelRect SECOND = new PixelRect(1_200, 40, 300, 1_400);

  private static JobRunner runner(Lake lake) {
    return new JobRunner(spark(), lake, Clock.systemUTC(), Duration.ofDays(1), line -> {});
  }

  private RunOutcome<RasterizeResult> rasterize(Lake lake, RasterizeOptions options) {
    return runner(lake).run(new RasterizeJob(), options);
  }

  private Lake lake(Path slides) {
    Lake lake = Lake.of(folder.resolve("lake").toString());
    runner(lake).run(new IngestJob(), IngestOptions.defaults().withScan(slides.toString()));
    return lake;
  }

  /** The value that a mask pixel at downsample 1 has: later layers win. */
  private static int expected(int x, int y) {
    return in(SECOND, x, y) ? 2 : in(FIRST, x, y) ? 1 : 0;
  }

  private static boolean in(PixelRect rect, int x, int y) {
    return x >= rect.x() && x < rect.right() && y >= rect.y() && y < rect.bottom();
  }

  @Test
  void makesFilesAndTilesOfTheSamePixelsAndOnlyWhatIsMissing() throws IOException {
    Path slides = Files.createDirectories(folder.resolve("slides"));
    for (String name : List.of("a", "b")) {
      new DiscSlide(WIDTH, HEIGHT, 1, -1).write(slides.resolve(name + ".svs"));
      DiscSlide.writeRectangles(slides.resolve(name + ".xml"), FIRST, SECOND);
    }
    new DiscSlide(WIDTH, HEIGHT, 2, -1).write(slides.resolve("plain.svs"));
    Lake lake = lake(slides);
    RasterizeOptions options = RasterizeOptions.defaults().with("exact", 1, "");
    assertThat(new RasterizeJob().plan(new PlanContext(spark(), lake), options).counts())
        .containsEntry("slides", 2L)
        .containsEntry("without_annotation", 1L);

    RunOutcome<RasterizeResult> files = rasterize(lake, options);

    assertThat(files.failures()).isEmpty();
    assertThat(files.result().slides()).isEqualTo(2);
    assertThat(files.result().withoutAnnotation()).isEqualTo(1);
    Row row =
        lake.read(spark(), LakeTable.MASKS, "rasterize")
            .where("slide_id = 'a'")
            .collectAsList()
            .get(0);
    long second = SECOND.area();
    long first = FIRST.area() - FIRST.intersect(SECOND).area();
    assertThat(row.<Object, Object>getJavaMap(row.fieldIndex("pixels")))
        .isEqualTo(Map.of("1", first, "2", second));
    assertThat(row.<Object, Object>getJavaMap(row.fieldIndex("classes")))
        .isEqualTo(Map.of("1", "c1", "2", "c2"));
    List<int[]> levels = levels(Path.of(URI.create(row.<String>getAs("uri"))));
    assertThat(levels).hasSize(3);
    int[] finest = levels.get(0);
    assertThat(finest).hasSize(WIDTH * HEIGHT);
    assertThat(wrong(finest)).isZero();

    RunOutcome<RasterizeResult> tiles = rasterize(lake, options.withOutput("tiles", ""));

    assertThat(tiles.result().slides()).isEqualTo(2);
    assertThat(tiles.result().tiles())
        .as("7 of the 12 tiles of each slide hold something")
        .isEqualTo(14);
    int[] joined = new int[WIDTH * HEIGHT];
    for (Row tile :
        lake.read(spark(), LakeTable.MASK_TILES, "rasterize")
            .where("slide_id = 'b'")
            .collectAsList()) {
      byte[] grey = PngCodec.decodeGrey(tile.getAs("mask"));
      int width = tile.<Integer>getAs("width");
      for (int k = 0; k < grey.length; k++) {
        int x = tile.<Integer>getAs("x") + k % width;
        int y = tile.<Integer>getAs("y") + k / width;
        joined[y * WIDTH + x] = grey[k] & 255;
      }
    }
    assertThat(wrong(joined)).isZero();

    // As a run leaves it that was killed between the tiles and the row that says they are there.
    DeltaTable.forPath(spark(), lake.path(LakeTable.MASKS))
        .delete("slide_id = 'b' AND config = '" + tiles.result().config() + "'");
    RunOutcome<RasterizeResult> resumed = rasterize(lake, options.withOutput("tiles", ""));
    assertThat(resumed.result().slides()).isEqualTo(1);
    assertThat(resumed.result().current()).isEqualTo(1);
    assertThat(lake.read(spark(), LakeTable.MASK_TILES, "rasterize").count()).isEqualTo(14);

    RunOutcome<RasterizeResult> again = rasterize(lake, options);
    assertThat(again.result().slides()).isZero();
    assertThat(again.result().current()).isEqualTo(2);
    DiscSlide.writeRectangles(slides.resolve("b.xml"), FIRST);
    runner(lake).run(new IngestJob(), IngestOptions.defaults().withScan(slides.toString()));
    RunOutcome<RasterizeResult> changed = rasterize(lake, options);
    assertThat(changed.result().slides()).isEqualTo(1);
    assertThat(changed.result().current()).isEqualTo(1);
    Map<String, Map<Object, Object>> pixels = new TreeMap<>();
    for (Row mask :
        lake.read(spark(), LakeTable.MASKS, "rasterize")
            .where("config = '" + changed.result().config() + "'")
            .collectAsList()) {
      pixels.put(mask.getAs("slide_id"), mask.getJavaMap(mask.fieldIndex("pixels")));
    }
    assertThat(pixels)
        .isEqualTo(Map.of("a", Map.of("1", first, "2", second), "b", Map.of("1", FIRST.area())));
  }

  @Test
  void aDocumentThatTheRuleCannotUseGoesToQuarantine() throws IOException {
    Path slides = Files.createDirectories(folder.resolve("slides"));
    new DiscSlide(WIDTH, HEIGHT, 1, -1).write(slides.resolve("one.svs"));
    DiscSlide.writeRectangles(slides.resolve("one.xml"), FIRST);
    new DiscSlide(WIDTH, HEIGHT, 1, -1).write(slides.resolve("two.svs"));
    DiscSlide.writeRectangles(slides.resolve("two.xml"), FIRST, SECOND);
    Lake lake = lake(slides);
    RunOutcome<RasterizeResult> outcome =
        rasterize(lake, RasterizeOptions.defaults().with("paip2020", 16, ""));
    assertThat(outcome.result().slides()).isEqualTo(1);
    assertThat(outcome.failures()).extracting(Failure::slideId).containsExactly("two");
    assertThat(outcome.failures().get(0).code()).isEqualTo("RULE_DOCUMENT");
    assertThat(lake.read(spark(), LakeTable.MASKS, "rasterize").count()).isEqualTo(1);
    try (var found = Files.walk(Path.of(URI.create(outcome.result().folder())))) {
      assertThat(found.filter(file -> file.toString().endsWith(".tif"))).hasSize(1);
    }
    Path classes =
        Files.writeString(
            folder.resolve("classes.yaml"),
            "use: a\nsets: {a: {about: x, classes: [{name: rest, color: '#ffffff', match: []},"
                + " {name: first, color: '#ff0000', match: [{id: '1'}]}]}}\n");
    RunOutcome<RasterizeResult> byClass =
        rasterize(lake, RasterizeOptions.defaults().withClasses(classes.toString()));
    assertThat(byClass.result().slides()).isEqualTo(2);
    for (Row row :
        lake.read(spark(), LakeTable.MASKS, "rasterize")
            .where("config = '" + byClass.result().config() + "'")
            .collectAsList()) {
      assertThat(row.<Object, Object>getJavaMap(row.fieldIndex("classes")))
          .isEqualTo(Map.of("1", "rest", "2", "first"));
      assertThat(row.<Object, Long>getJavaMap(row.fieldIndex("pixels")).get("2"))
          .as("375 x 250 px at downsample 4")
          .isEqualTo(93_750L);
    }
    eachFolderAndConfigHasFilesOfItsOwn(lake);
    assertThatThrownBy(() -> RasterizeOptions.defaults().with("paip2020", 4, ""))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining("downsample is 4");
  }

  private void eachFolderAndConfigHasFilesOfItsOwn(Lake lake) throws IOException {
    for (String name : List.of("here", "there")) {
      Path out = folder.resolve(name);
      for (String layer : List.of("1", "")) {
        RasterizeOptions options =
            RasterizeOptions.defaults().with("exact", 16, layer).withOutput("tiff", out.toString());
        assertThat(rasterize(lake, options).result().slides()).isEqualTo(2);
      }
      try (var found = Files.walk(out)) {
        assertThat(found.filter(file -> file.toString().endsWith(".tif"))).hasSize(4);
      }
    }
  }

  private static int wrong(int[] pixels) {
    int wrong = 0;
    for (int k = 0; k < pixels.length; k++) {
      wrong += pixels[k] != expected(k % WIDTH, k / WIDTH) ? 1 : 0;
    }
    return wrong;
  }

  /** All levels by the JDK's TIFF reader. */
  private static List<int[]> levels(Path file) throws IOException {
    List<int[]> levels = new ArrayList<>();
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      ImageReader reader = ImageIO.getImageReadersByFormatName("tiff").next();
      reader.setInput(in);
      for (int k = 0; k < reader.getNumImages(true); k++) {
        Raster raster = reader.read(k).getRaster();
        levels.add(raster.getPixels(0, 0, raster.getWidth(), raster.getHeight(), (int[]) null));
      }
      reader.dispose();
    }
    return levels;
  }
}
