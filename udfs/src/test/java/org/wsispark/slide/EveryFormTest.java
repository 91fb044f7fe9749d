package org.wsispark.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wsispark.testkit.pixels.PixelAssertions.assertThatPixels;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.TileGrid;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.synthetic.CoordinateSlide;
import org.wsispark.slide.write.TiffForm;
import org.wsispark.slide.write.TileEncoder;
import org.wsispark.testkit.slide.SlideVariant;

/** Both byte orders, classic and BigTIFF, and every compression, as files with known pixels. */
class EveryFormTest {
  private static final List<TileGrid> LEVELS =
      List.of(
          new TileGrid(700, 530, 240, 240),
          new TileGrid(175, 133, 240, 240),
          new TileGrid(43, 33, 16, 32));

  private static final String COMPRESSIONS = "org.wsispark.testkit.slide.SlideVariant#compressions";

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource(COMPRESSIONS)
  void allFormsHoldTheSamePixels(SlideVariant compression) {
    List<RgbImage> first = null;
    for (SlideVariant variant : compression.inEveryForm()) {
      Path path = folder.resolve("slide.svs");
      CoordinateSlide slide = variant.slide(LEVELS);
      slide.write(path);
      List<RgbImage> images = new ArrayList<>();
      try (SlideReader reader = SlideReaders.open(path)) {
        SlideInfo info = reader.info();
        assertThat(info.vendor()).isEqualTo("aperio");
        assertThat(info.mpp()).contains(new Mpp(0.5));
        assertThat(info.levels()).extracting(SlideLevel::tiles).isEqualTo(LEVELS);
        for (SlideLevel level : info.levels()) {
          PixelRect rect = new PixelRect(-9, -7, level.width() + 20, level.height() + 20);
          RgbImage image = reader.read(level.index(), rect);
          images.add(image);
          RgbImage drawn = slide.colours(level.index(), rect);
          if (variant.isLossless()) {
            assertThatPixels(image).as("%s %s", variant, level).isEqualTo(drawn);
          } else {
            assertThatPixels(image)
                .as("%s %s", variant, level)
                .isCloseTo(drawn, variant.tolerance(), 0.04);
          }
        }
        images.add(reader.associated("thumbnail"));
      }
      first = first == null ? images : first;
      for (int k = 0; k < first.size(); k++) {
        assertThatPixels(images.get(k)).as("%s, image %d", variant, k).isEqualTo(first.get(k));
      }
      assertThat(images).hasSameSizeAs(first);
    }
  }

  /**
   * Not raw tiles: libtiff replaces the sizes of the last of them by an estimate and stops. Not
   * JPEG 2000 as 34712, which libtiff does not know.
   */
  static Stream<SlideVariant> readByOpenSlide() {
    return SlideVariant.compressions()
        .filter(variant -> !List.of("raw", "jpeg2000-tagged").contains(variant.compression()));
  }

  @ParameterizedTest
  @MethodSource("readByOpenSlide")
  void equalsOpenSlideBitForBit(SlideVariant variant) throws IOException, InterruptedException {
    Path path = folder.resolve("slide.svs");
    variant.slide(LEVELS).write(path);
    List<String> lines = new ArrayList<>();
    for (int level = 0; level < LEVELS.size(); level++) {
      TileGrid grid = LEVELS.get(level);
      lines.add(
          OpenSlideOracle.line(
              level, new PixelRect(-5, -5, grid.imageWidth() + 10, grid.imageHeight() + 10)));
    }
    lines.add("associated thumbnail");
    Path expected = OpenSlideOracle.read(folder, path, lines);
    try (SlideReader reader = SlideReaders.open(path);
        InputStream bytes = Files.newInputStream(expected)) {
      for (SlideLevel level : reader.info().levels()) {
        PixelRect rect = new PixelRect(-5, -5, level.width() + 10, level.height() + 10);
        RgbImage actual = reader.read(level.index(), rect);
        byte[] wanted = bytes.readNBytes(actual.rgb().length);
        assertThatPixels(actual)
            .as("%s, %s", variant, level)
            .isEqualTo(new RgbImage(rect.width(), rect.height(), wanted));
      }
      RgbImage thumbnail = reader.associated("thumbnail");
      assertThat(bytes.readAllBytes()).isEqualTo(thumbnail.rgb());
    }
  }

  @Test
  void aTileIsDecodedOnceForNeighbouringPatches() {
    Path path = folder.resolve("slide.svs");
    new CoordinateSlide(LEVELS, TiffForm.CLASSIC, TileEncoder.jpegRgb(90)).write(path);
    try (SlideReader reader = SlideReaders.open(path)) {
      for (int y = 0; y < 530; y += 64) {
        for (int x = 0; x < 700; x += 64) {
          reader.read(0, new PixelRect(x, y, 64, 64));
        }
      }
      assertThat(reader.stats().tilesDecoded()).isEqualTo(LEVELS.get(0).count());
      assertThat(reader.stats().tilesReused()).isGreaterThan(50);
      assertThat(reader.stats().compressedBytes())
          .isEqualTo(reader.info().levels().get(0).bytes().total());
    }
  }
}
