package org.wsispark.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.PixelRect;
import org.wsispark.jobs.testing.DiscSlide;
import org.wsispark.pixel.JpegCodec;
import org.wsispark.pixel.PngCodec;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.FrameReader;
import org.wsispark.slide.ReadFrame;
import org.wsispark.slide.SlideReader;
import org.wsispark.slide.SlideReaders;

class WsiDataSourceTest extends SourceTestBase {

  private static byte[] bytes(Row row) {
    return row.<Row>getAs("image").getAs("bytes");
  }

  @Test
  void withoutOptionsItGivesTheScannersTilesWithTheReadersPixels() {
    Path path = disc("a.svs", 1);
    List<Row> rows = load(path).orderBy("row", "column").collectAsList();
    assertThat(rows).hasSize(TILES);
    try (SlideReader reader = SlideReaders.open(path)) {
      for (int k = 0; k < rows.size(); k++) {
        Row row = rows.get(k);
        int column = k % 5;
        int line = k / 5;
        PixelRect rect =
            new PixelRect(column * 240, line * 240, column == 4 ? 140 : 240, line == 3 ? 180 : 240);
        assertThat(row.<String>getAs("slide")).startsWith("file:").endsWith("/a.svs");
        assertThat(row.<Integer>getAs("column")).isEqualTo(column);
        assertThat(row.<Integer>getAs("row")).isEqualTo(line);
        assertThat(row.<Integer>getAs("level")).isZero();
        assertThat(row.<Double>getAs("mpp")).isEqualTo(0.5);
        assertThat(row.<Double>getAs("downsample_x")).isEqualTo(1.0);
        assertThat(
                new PixelRect(
                    row.<Integer>getAs("x"),
                    row.<Integer>getAs("y"),
                    row.<Integer>getAs("width"),
                    row.<Integer>getAs("height")))
            .isEqualTo(rect);
        RgbImage expected = reader.read(0, rect);
        assertThat(PngCodec.decode(bytes(row))).isEqualTo(expected);
        assertThat(row.<Row>getAs("image").<String>getAs("path"))
            .isEqualTo("a/a_x" + rect.x() + "_y" + rect.y() + ".png");
        assertMean(row.getAs("mean"), expected);
        assertThat(row.<String>getAs("error")).isNull();
      }
    }
  }

  private static void assertMean(Row mean, RgbImage image) {
    double[] sums = new double[3];
    for (int k = 0; k < image.rgb().length; k++) {
      sums[k % 3] += Byte.toUnsignedInt(image.rgb()[k]);
    }
    int pixels = image.width() * image.height();
    assertThat(mean.<Double>getAs("red")).isCloseTo(sums[0] / pixels, within(1e-9));
    assertThat(mean.<Double>getAs("green")).isCloseTo(sums[1] / pixels, within(1e-9));
    assertThat(mean.<Double>getAs("blue")).isCloseTo(sums[2] / pixels, within(1e-9));
    assertThat(mean.<Double>getAs("grey"))
        .isCloseTo((0.299 * sums[0] + 0.587 * sums[1] + 0.114 * sums[2]) / pixels, within(1e-9));
  }

  @Test
  void atAnMppItGivesPatchesOfTheFrame() {
    Path path = disc("a.svs", 2);
    String[] options = {"mpp", "1.3", "tileSize", "100", "overlap", "20", "image", "raw"};
    List<Row> rows = load(path, options).collectAsList();
    try (SlideReader reader = SlideReaders.open(path)) {
      ReadFrame frame = ReadFrame.atMpp(reader.info().levels(), new Mpp(0.5), new Mpp(1.3), 0.01);
      FrameReader pixels = new FrameReader(reader, frame);
      int columns = (frame.width() - 100) / 80 + 1;
      int lines = (frame.height() - 100) / 80 + 1;
      assertThat(rows).hasSize(columns * lines).hasSizeGreaterThan(10);
      for (Row row : rows) {
        int x = 80 * row.<Integer>getAs("column");
        int y = 80 * row.<Integer>getAs("row");
        assertThat(row.<Integer>getAs("x")).isEqualTo((int) Math.ceil(x * 2.6 - 1e-9));
        assertThat(row.<Integer>getAs("y")).isEqualTo((int) Math.ceil(y * 2.6 - 1e-9));
        assertThat(row.<Double>getAs("mpp")).isEqualTo(1.3);
        assertThat(new RgbImage(100, 100, bytes(row)))
            .isEqualTo(pixels.read(new PixelRect(x, y, 100, 100)));
      }
    }
  }

  @Test
  void edgesAreClippedDroppedOrPaddedWithWhite() {
    Path path = disc("a.svs", 3);
    Dataset<Row> dropped = load(path, "tileSize", "500", "image", "raw");
    assertThat(dropped.count()).isEqualTo(2);
    List<Row> clipped =
        load(path, "tileSize", "500", "edge", "clip").orderBy("row", "column").collectAsList();
    assertThat(clipped)
        .extracting(row -> row.<Integer>getAs("width"))
        .containsExactly(500, 500, 100, 500, 500, 100);
    assertThat(clipped)
        .extracting(row -> row.<Integer>getAs("height"))
        .containsExactly(500, 500, 500, 400, 400, 400);
    Row corner =
        load(path, "tileSize", "500", "edge", "pad", "image", "raw")
            .where("column = 2 AND row = 1")
            .head();
    try (SlideReader reader = SlideReaders.open(path)) {
      RgbImage read = reader.read(0, new PixelRect(1_000, 500, 500, 500));
      assertThat(new RgbImage(500, 500, bytes(corner))).isEqualTo(read);
    }
    assertThat(bytes(corner)[bytes(corner).length - 1]).isEqualTo((byte) 255);
  }

  @Test
  void imagesAreJpegWhenAsked() {
    Path path = disc("a.svs", 4);
    Row row = load(path, "image", "JPEG", "jpegQuality", "95").where("x = 480 AND y = 480").head();
    try (SlideReader reader = SlideReaders.open(path)) {
      RgbImage pixels = reader.read(0, new PixelRect(480, 480, 240, 240));
      assertThat(bytes(row)).isEqualTo(JpegCodec.encode(pixels, 95));
    }
    assertThat(row.<Row>getAs("image").<String>getAs("path")).isEqualTo("a/a_x480_y480.jpg");
  }

  @Test
  void tissueComesFromThePyramidAndIsTheDisc() {
    disc("a.svs", 5);
    disc("b.svs", 6);
    String[] options = {"tileSize", "120"};
    Dataset<Row> all = load(folder, options).select("slide", "x", "y", "tissue_fraction");
    List<Row> rows = all.collectAsList();
    assertThat(rows).hasSize(2 * 9 * 7);
    DiscOverlap disc = new DiscOverlap();
    for (Row row : rows) {
      double expected = disc.share(row.<Integer>getAs("x"), row.<Integer>getAs("y"), 120);
      assertThat(row.<Double>getAs("tissue_fraction"))
          .as("%s", row)
          .isCloseTo(expected, within(0.2));
    }
    long tissue = rows.stream().filter(row -> row.<Double>getAs("tissue_fraction") >= 0.5).count();
    assertThat(tissue).isBetween(40L, 100L);
    assertThat(load(folder, "tileSize", "120", "tissueOnly", "true").count()).isEqualTo(tissue);
    Dataset<Row> filtered = all.where("tissue_fraction >= 0.5");
    assertThat(filtered.collectAsList()).hasSize((int) tissue);
    assertThat(metric(filtered, "tiles")).as("tasks decode nothing for it").isZero();
  }

  /** The share of a square that the test slides' disc covers, by counting points. */
  private static final class DiscOverlap {
    private final DiscSlide disc = new DiscSlide(WIDTH, HEIGHT, 0, -1);

    double share(int x, int y, int side) {
      int inside = 0;
      for (int k = 0; k < 900; k++) {
        double px = x + (k % 30 + 0.5) * side / 30;
        double py = y + (k / 30 + 0.5) * side / 30;
        inside += disc.isTissue(px, py) ? 1 : 0;
      }
      return inside / 900.0;
    }
  }

  @Test
  void aSlideWithoutMppIsReadByLevelAndRefusedWhereMppCounts() {
    Path path = withoutMpp("plain.tif");
    Row row = load(path, "level", "1").select("mpp", "tissue_fraction", "downsample_x").head();
    assertThat(row.isNullAt(0)).isTrue();
    assertThat(row.isNullAt(1)).isTrue();
    assertThat(row.getDouble(2)).isEqualTo(2.0);
    assertThat(load(path, "level", "1", "mppOverride", "0.25").select("mpp").head().getDouble(0))
        .isEqualTo(0.5);
    assertRefused(() -> load(path, "mpp", "1").count(), "UNKNOWN_MPP: ", "option mppOverride");
    assertRefused(() -> load(path, "tissueOnly", "true").count(), "UNKNOWN_MPP: ", "plain.tif");
    assertRefused(() -> load(path, "level", "7").count(), "NO_SUCH_LEVEL: ", "plain.tif");
  }

  @Test
  void readsFilesFoldersAndPatternsAndEachSlideOnce() throws IOException {
    Path one = disc("one.svs", 7);
    Files.createDirectories(folder.resolve("deep/.hidden"));
    Files.copy(one, folder.resolve("deep/two.svs"));
    Files.copy(one, folder.resolve("deep/.hidden/three.svs"));
    Files.copy(one, folder.resolve("deep/slide.bin"));
    Files.writeString(folder.resolve("deep/two.xml"), "<Annotations/>");
    assertThat(slides(load(folder))).containsExactly("deep/two.svs", "one.svs");
    assertThat(slides(load(folder, "recursiveFileLookup", "false"))).containsExactly("one.svs");
    assertThat(slides(load(folder, "pathGlobFilter", "*.bin"))).containsExactly("deep/slide.bin");
    assertThat(slides(load(folder.resolve("*/t*.svs")))).containsExactly("deep/two.svs");
    assertThat(slides(load(folder.resolve("deep/slide.bin")))).containsExactly("deep/slide.bin");
    assertThat(
            slides(
                reader().load(one.toString(), folder.resolve("deep").toString(), one.toString())))
        .containsExactly("deep/two.svs", "one.svs");
    assertThat(load(folder).count()).isEqualTo(2L * TILES);
  }

  private List<String> slides(Dataset<Row> frame) {
    String root = folder.toUri().toString().replace("file:///", "file:/");
    return frame.select("slide").distinct().collectAsList().stream()
        .map(row -> row.getString(0).replace(root, ""))
        .sorted()
        .toList();
  }

  @Test
  void anEmptyFolderHasTheColumnsAndNoRows() {
    Dataset<Row> none = load(folder);
    assertThat(none.schema()).isEqualTo(TileColumn.schema());
    assertThat(none.collectAsList()).isEmpty();
    assertThat(none.schema().apply("x").getComment().get()).isEqualTo("left edge, level-0 px");
  }

  @Test
  void aPathThatNamesNothingIsRefusedAtOnce() {
    assertRefused(
        () -> load(folder.resolve("none.svs")), "NO_SUCH_PATH: ", "none.svs: nothing is there");
    assertRefused(() -> load(folder.resolve("*.svs")), "NO_SUCH_PATH: ", "*.svs");
    assertRefused(() -> reader().load(), "NO_SUCH_PATH: the source wsi was given no path");
    assertRefused(() -> load(Path.of("/dev/null/x")), "NO_SUCH_PATH: ");
  }

  @Test
  void credentialsInAPathAreRefusedAndNotRepeated() {
    for (String uri : List.of("s3a://AKIA:se/cret@bucket/*.svs", "s3://AKIA:secret@bucket/x.svs")) {
      assertThatThrownBy(() -> reader().load(uri))
          .isInstanceOf(WsiException.class)
          .hasMessageStartingWith("AUTH: s3a://***: a URI must not carry credentials")
          .hasMessageNotContainingAny("AKIA", "cret@");
    }
  }

  @Test
  void optionsAreCheckedBeforeAnythingIsRead() {
    Map<List<String>, String> wrong =
        Map.ofEntries(
            Map.entry(
                List.of("tilesize_px", "3"),
                "UNKNOWN_OPTION: the source wsi has no option 'tilesize_px'. Its options are level,"
                    + " mpp, "),
            Map.entry(
                List.of("tileSize", "0"), "option tileSize is '0', not a whole number from 1"),
            Map.entry(List.of("tileSize", "many"), "BAD_OPTION: option tileSize is 'many'"),
            Map.entry(List.of("mpp", "-1"), "BAD_OPTION: option mpp is '-1'"),
            Map.entry(List.of("mpp", "NaN"), "BAD_OPTION: option mpp is 'NaN'"),
            Map.entry(List.of("mpp", "x"), "BAD_OPTION: option mpp is 'x'"),
            Map.entry(List.of("mpp", "1", "level", "0"), "option level is '0', not to be given"),
            Map.entry(List.of("tileSize", "9", "overlap", "9"), "option overlap is '9'"),
            Map.entry(
                List.of("edge", "bend"),
                "option edge is 'bend', not one of [CLIP, DROP, PAD, SHIFT]"),
            Map.entry(List.of("image", "gif"), "not one of [PNG, JPEG, RAW]"),
            Map.entry(List.of("mode", "IGNORE"), "FAILFAST ends the query"),
            Map.entry(List.of("tissueOnly", "yes"), "not true or false"));
    wrong.forEach(
        (options, message) ->
            assertRefused(() -> load(folder, options.toArray(String[]::new)), message));
    assertRefused(() -> reader("paths", "[1").load(), "not a JSON array of texts");
  }

  private static void assertRefused(ThrowingCallable call, String... parts) {
    assertThatThrownBy(call).isInstanceOf(WsiException.class).hasMessageContainingAll(parts);
  }
}
