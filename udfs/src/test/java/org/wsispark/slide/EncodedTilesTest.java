package org.wsispark.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wsispark.testkit.pixels.PixelAssertions.assertThatPixels;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.TileGrid;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.synthetic.CoordinateSlide;
import org.wsispark.slide.write.ChromaSampling;
import org.wsispark.slide.write.ImageSpec;
import org.wsispark.slide.write.SvsWriter;
import org.wsispark.slide.write.TiffForm;
import org.wsispark.slide.write.TileEncoder;
import org.wsispark.testkit.python.PythonScript;
import org.wsispark.testkit.slide.MemorySource;
import org.wsispark.testkit.slide.SlideVariant;
import org.wsispark.testkit.slide.TalkativeEncoder;

/** Tiles handed out as JPEG streams, decoded by others: Pillow, OpenCV, Java's ImageIO. */
class EncodedTilesTest {
  private static final List<TileGrid> LEVELS =
      List.of(new TileGrid(300, 270, 128, 112), new TileGrid(75, 67, 128, 112));

  @TempDir Path folder;

  private static List<SlideVariant> jpegs() {
    return SlideVariant.compressions()
        .filter(variant -> variant.compression().startsWith("jpeg-"))
        .toList();
  }

  private Path slide(SlideVariant variant) {
    Path path = folder.resolve(variant + ".svs");
    variant.slide(LEVELS).write(path);
    return path;
  }

  /** What the reader of pixels shows of a tile, with the pixels beyond the level. */
  private static RgbImage shown(SlideReader reader, int level, EncodedTile tile) {
    return reader.read(level, tile.shown());
  }

  private static RgbImage cut(EncodedTile tile, byte[] rgb) {
    RgbImage whole = new RgbImage(tile.stored().width(), tile.stored().height(), rgb);
    return whole.crop(tile.shown().shift(-tile.stored().x(), -tile.stored().y()));
  }

  private static byte[] byImageIo(byte[] jpeg) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
    byte[] rgb = new byte[image.getWidth() * image.getHeight() * 3];
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    for (int k = 0; k < pixels.length; k++) {
      rgb[3 * k] = (byte) (pixels[k] >> 16);
      rgb[3 * k + 1] = (byte) (pixels[k] >> 8);
      rgb[3 * k + 2] = (byte) pixels[k];
    }
    return rgb;
  }

  private record Kept(String name, EncodedTile tile, RgbImage expected) {}

  /** Writes all tiles of a slide beside it, as streams and as prefix and stored bytes. */
  private List<Kept> keep(Path slide) throws IOException {
    List<Kept> kept = new ArrayList<>();
    try (SlideReader reader = SlideReaders.open(slide);
        ByteSource source = FileByteSource.open(slide)) {
      for (SlideLevel level : reader.info().levels()) {
        EncodedTiles tiles = reader.encodedTiles(level.index());
        TileGrid grid = level.tiles();
        for (EncodedTile tile : tiles.read(new PixelRect(0, 0, grid.columns(), grid.rows()))) {
          String name =
              "%s-%d-%d-%d"
                  .formatted(slide.getFileName(), level.index(), tile.column(), tile.row())
                  .replace('.', '_');
          Files.write(folder.resolve(name + ".jpg"), tile.jpeg());
          ByteRange range = tiles.range(tile.column(), tile.row()).orElseThrow();
          Files.write(folder.resolve(name + ".prefix"), tiles.prefix());
          Files.write(
              folder.resolve(name + ".stored"), source.read(range.offset(), range.length()));
          kept.add(new Kept(name, tile, shown(reader, level.index(), tile)));
        }
      }
    }
    return kept;
  }

  @Test
  void everyDecoderSeesThePixelsOfTheReader() throws IOException {
    List<Kept> kept = new ArrayList<>();
    for (SlideVariant variant : jpegs()) {
      kept.addAll(keep(slide(variant)));
    }
    kept.addAll(keep(SharedData.slide("CMU-1-Small-Region.svs")));
    assertThat(kept).hasSize(7 * 10 + 130);
    PythonScript.run("udfs/src/test/python/decode_jpegs.py", folder);
    for (Kept one : kept) {
      for (String decoder : List.of(".pillow", ".opencv", ".joined.pillow", ".joined.opencv")) {
        byte[] rgb = Files.readAllBytes(folder.resolve(one.name() + decoder + ".rgb"));
        assertThatPixels(cut(one.tile(), rgb)).as(one.name() + decoder).isEqualTo(one.expected());
      }
      assertThatPixels(cut(one.tile(), byImageIo(one.tile().jpeg())))
          .as("%s by ImageIO", one.name())
          .isEqualTo(one.expected());
    }
  }

  @Test
  void nothingButTheImageIsHandedOut() throws IOException {
    List<TileEncoder> encoders =
        List.of(
            TileEncoder.jpegRgb(90),
            TileEncoder.jpegYcc(90, ChromaSampling.WHOLE, true),
            TileEncoder.jpegYcc(90, ChromaSampling.WHOLE, false));
    List<Kept> kept = new ArrayList<>();
    for (int k = 0; k < encoders.size(); k++) {
      Path path = folder.resolve("talkative" + k + ".svs");
      new CoordinateSlide(LEVELS, TiffForm.CLASSIC, new TalkativeEncoder(encoders.get(k)))
          .write(path);
      assertThat(Files.readString(path, StandardCharsets.ISO_8859_1))
          .contains(TalkativeEncoder.SECRET);
      List<Kept> tiles = keep(path);
      Path quiet = folder.resolve("quiet" + k + ".svs");
      new CoordinateSlide(LEVELS, TiffForm.CLASSIC, encoders.get(k)).write(quiet);
      try (SlideReader reader = SlideReaders.open(quiet)) {
        for (Kept one : tiles) {
          if (one.tile().isWhole()) {
            EncodedTile plain =
                reader.encodedTiles(0).read(one.tile().column(), one.tile().row()).orElseThrow();
            assertThat(one.tile().jpeg()).isEqualTo(plain.jpeg());
          }
        }
      }
      kept.addAll(tiles);
    }
    PythonScript.run("udfs/src/test/python/decode_jpegs.py", folder);
    for (Kept one : kept) {
      String stream = new String(one.tile().jpeg(), StandardCharsets.ISO_8859_1);
      assertThat(stream).doesNotContain(TalkativeEncoder.SECRET, "JFIF", "Exif").contains("Adobe");
      assertThat(stream.indexOf("Adobe")).isEqualTo(stream.lastIndexOf("Adobe"));
      assertThat(stream).endsWith("\u00ff\u00d9");
      byte[] rgb = Files.readAllBytes(folder.resolve(one.name() + ".joined.pillow.rgb"));
      assertThatPixels(cut(one.tile(), rgb)).as(one.name()).isEqualTo(one.expected());
    }
  }

  @Test
  void aTileThatIsNotThereIsEmptyAndEdgesAreTold() {
    Path path = folder.resolve("sparse.svs");
    TileEncoder encoder = TileEncoder.jpegRgb(90);
    TileGrid grid = new TileGrid(300, 100, 128, 112);
    ImageSpec image = ImageSpec.tiled(grid, encoder, "Aperio Image Library |MPP = 0.5");
    try (SvsWriter writer = SvsWriter.create(path, TiffForm.CLASSIC, List.of(image))) {
      byte[] tile = encoder.encode(RgbImage.white(128, 112));
      writer.place(0, 2, 0, writer.write(0, 0, 0, tile));
      writer.finish();
    }
    try (SlideReader reader = SlideReaders.open(path)) {
      EncodedTiles tiles = reader.encodedTiles(0);
      assertThat(tiles.read(1, 0)).isEmpty();
      assertThat(tiles.range(1, 0)).isEmpty();
      Optional<EncodedTile> last = tiles.read(2, 0);
      assertThat(last.orElseThrow().stored()).isEqualTo(new PixelRect(256, 0, 128, 112));
      assertThat(last.orElseThrow().shown()).isEqualTo(new PixelRect(256, 0, 44, 100));
      assertThat(last.orElseThrow().isWhole()).isFalse();
      assertThat(tiles.range(2, 0)).isEqualTo(tiles.range(0, 0));
      assertThat(tiles.read(0, 0).orElseThrow().jpeg()).isEqualTo(last.orElseThrow().jpeg());
      assertThat(reader.stats().missingTiles()).isEqualTo(1);
      assertThat(reader.stats().tilesDecoded()).isZero();
      assertThatThrownBy(() -> tiles.read(3, 0)).isInstanceOf(IllegalArgumentException.class);
      PixelRect all = new PixelRect(0, 0, 300, 100);
      RgbImage into = RgbImage.black(300, 100);
      new SplittableRandom(5).nextBytes(into.rgb());
      reader.read(0, all, into);
      PixelRect missing = new PixelRect(128, 0, 128, 100);
      assertThatPixels(into.crop(missing)).isEqualTo(RgbImage.white(128, 100));
      assertThatPixels(into).isEqualTo(reader.read(0, all));
    }
  }

  @Test
  void whatIsNoJpegAndWhatIsDamagedIsRefused() throws IOException {
    try (SlideReader reader = SlideReaders.open(SharedData.slide("TCGA-CR-7395-01A-01-TS1.svs"))) {
      assertThatThrownBy(() -> reader.encodedTiles(0))
          .isInstanceOfSatisfying(
              WsiException.class,
              e -> {
                assertThat(e.code()).isEqualTo(SlideError.NO_PASS_THROUGH);
                assertThat(e.getMessage()).contains("level 0", "JPEG 2000");
              });
      assertThatThrownBy(() -> reader.encodedTiles(9))
          .isInstanceOfSatisfying(
              WsiException.class, e -> assertThat(e.code()).isEqualTo(SlideError.NO_SUCH_LEVEL));
    }
    byte[] file = Files.readAllBytes(SharedData.slide("CMU-1-Small-Region.svs"));
    ByteRange range;
    try (SlideReader reader = SlideReaders.open(SharedData.slide("CMU-1-Small-Region.svs"))) {
      range = reader.encodedTiles(0).range(4, 5).orElseThrow();
    }
    int middle = (int) range.offset() + range.length() / 2;
    IntStream.range(0, 64).forEach(k -> file[middle + k] = (byte) (k % 2 == 0 ? 0xff : 0x17));
    try (SlideReader reader = SlideReaders.open(new MemorySource(file))) {
      for (Runnable use :
          List.<Runnable>of(
              () -> reader.encodedTiles(0).read(4, 5),
              () -> reader.read(0, new PixelRect(4 * 240, 5 * 240, 240, 240)))) {
        assertThatThrownBy(use::run)
            .isInstanceOfSatisfying(
                WsiException.class,
                e -> {
                  assertThat(e.code()).isEqualTo(SlideError.BAD_TILE);
                  assertThat(e.getMessage())
                      .contains("column 4, row 5", "offset " + range.offset(), "marker 17");
                });
      }
    }
  }
}
