package org.wsispark.slide.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wsispark.testkit.pixels.PixelAssertions.assertThatPixels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.TileGrid;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.SlideReader;
import org.wsispark.slide.SlideReaders;
import org.wsispark.slide.write.ImageSpec;
import org.wsispark.slide.write.SvsWriter;
import org.wsispark.slide.write.TiffForm;
import org.wsispark.slide.write.TileEncoder;
import org.wsispark.testkit.slide.SlideVariant;

class CoordinateSlideTest {
  /** Equal tiles, and their raw bytes a multiple of 1,024: libtiff refuses other raw tiles. */
  private static final List<TileGrid> LEVELS =
      List.of(
          new TileGrid(700, 530, 256, 208),
          new TileGrid(175, 132, 256, 208),
          new TileGrid(43, 33, 256, 208));

  @TempDir Path folder;

  @Test
  void openSlideTifffileAndWsisparkSeeTheSameLevelsAndPixels() throws Exception {
    Map<Path, SlideVariant> slides = new LinkedHashMap<>();
    for (SlideVariant variant : SlideVariant.all().toList()) {
      if (variant.compression().equals("jpeg2000-tagged")) {
        // OpenSlide does not read 34712; files of other writers stand for it in ForeignTiffTest.
        continue;
      }
      Path path = folder.resolve(variant + ".svs");
      variant.slide(LEVELS).write(path);
      slides.put(path, variant);
    }
    assertThat(slides).hasSize(60);
    OtherReaders others = OtherReaders.read(folder, List.copyOf(slides.keySet()));
    for (Map.Entry<Path, SlideVariant> entry : slides.entrySet()) {
      Path path = entry.getKey();
      assertThat(others.vendor(path)).as(path.toString()).isEqualTo("aperio");
      for (int level = 0; level < LEVELS.size(); level++) {
        RgbImage expected = whole(entry.getValue().slide(LEVELS), level);
        for (String reader : readers(entry.getValue())) {
          assertThatPixels(others.image(path, reader, level))
              .as("%s read by %s, level %d", path.getFileName(), reader, level)
              // A jump of colour inside a JPEG block rings, and halved chroma smears it: few
              // pixels, so a misplaced tile (all its pixels wrong) cannot hide behind them.
              .isCloseTo(
                  expected, entry.getValue().tolerance(), entry.getValue().isLossless() ? 0 : 0.04);
        }
      }
      assertOurReaderAgrees(path, others);
      assertThat(others.image(path, "openslide", LEVELS.size())).isNull();
      assertThat(others.image(path, "openslide", "thumbnail").width()).isEqualTo(64);
    }
  }

  /** Those that convert colours: tifffile gives the YCbCr samples of 33003 as they are. */
  private static List<String> readers(SlideVariant variant) {
    return variant.compression().equals("jpeg2000-ycc")
        ? List.of("openslide")
        : List.of("openslide", "tifffile");
  }

  private static void assertOurReaderAgrees(Path path, OtherReaders others) {
    try (SlideReader reader = SlideReaders.open(path)) {
      assertThat(reader.info().levels()).as("%s", path).hasSize(LEVELS.size());
      for (int level = 0; level < LEVELS.size(); level++) {
        TileGrid grid = LEVELS.get(level);
        PixelRect all = new PixelRect(0, 0, grid.imageWidth(), grid.imageHeight());
        assertThatPixels(reader.read(level, all))
            .as("%s, level %d", path.getFileName(), level)
            .isEqualTo(others.image(path, "openslide", level));
      }
    }
  }

  private static RgbImage whole(CoordinateSlide slide, int level) {
    TileGrid grid = slide.levels().get(level);
    return slide.colours(level, new PixelRect(0, 0, grid.imageWidth(), grid.imageHeight()));
  }

  @Test
  void everyColourNamesItsPlace() {
    CoordinateSlide slide = CoordinateSlide.of(700, 530, 240, TileEncoder.raw(), 1, 4, 16);
    int seen = 0;
    for (int level = 0; level < 3; level++) {
      RgbImage image = whole(slide, level);
      for (int k = 0; k < image.width() * image.height(); k++) {
        CoordinateSlide.Place place =
            new CoordinateSlide.Place(level, k % image.width(), k / image.width());
        assertThat(
                slide.decode(
                    image.rgb()[3 * k] & 0xFF,
                    image.rgb()[3 * k + 1] & 0xFF,
                    (image.rgb()[3 * k + 2] & 0xFF) + (k % 7 - 3)))
            .contains(place);
        seen++;
      }
    }
    assertThat(seen).isEqualTo(700 * 530 + 175 * 132 + 43 * 33);
    assertThat(slide.decode(255, 255, 0)).isPresent();
    assertThat(slide.decode(255, 255, 255)).isEmpty();
  }

  @Test
  void aRectangleIsACropOfItsLevelAndWhiteOutside() {
    CoordinateSlide slide = CoordinateSlide.of(600, 520, 256, TileEncoder.raw(), 1, 4);
    PixelRect rect = new PixelRect(-20, 240, 700, 300);
    assertThat(slide.colours(0, rect)).isEqualTo(whole(slide, 0).crop(rect));
  }

  @Test
  void aSlideOfManyBlocksRefusesToDecode() {
    CoordinateSlide slide = CoordinateSlide.of(4096, 4096, 256, TileEncoder.raw(), 1, 4);
    assertThatThrownBy(() -> slide.decode(0, 0, 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("272 blocks");
    RgbImage far = slide.colours(0, new PixelRect(4000, 4000, 2, 1));
    assertThat(far.rgb()[0]).isEqualTo((byte) 4000);
  }

  @Test
  void theSameSlideIsTheSameBytes() throws IOException {
    CoordinateSlide slide = CoordinateSlide.of(300, 300, 128, TileEncoder.jpegRgb(90), 1, 4);
    slide.write(folder.resolve("a.svs"));
    slide.write(folder.resolve("b.svs"));
    assertThat(folder.resolve("a.svs")).hasSameBinaryContentAs(folder.resolve("b.svs"));
  }

  @Test
  void anUnfinishedSlideLeavesNothingBehind() throws IOException {
    Path target = folder.resolve("half.svs");
    ImageSpec image = ImageSpec.tiled(LEVELS.get(0), TileEncoder.raw(), "half");
    try (SvsWriter writer = SvsWriter.create(target, TiffForm.BIG, List.of(image))) {
      writer.write(0, 0, 0, new byte[10]);
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files).hasSize(1).doesNotContain(target);
      }
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aTileBesidesTheGridAndAFolderThatIsNotThereAreRefused() {
    ImageSpec image = ImageSpec.tiled(LEVELS.get(0), TileEncoder.raw(), "grid");
    Path target = folder.resolve("x.svs");
    try (SvsWriter writer = SvsWriter.create(target, TiffForm.BIG, List.of(image))) {
      assertThatThrownBy(() -> writer.write(0, 3, 0, new byte[1]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("(3, 0)");
    }
    Path nowhere = folder.resolve("no/such/folder/x.svs");
    assertThatThrownBy(() -> SvsWriter.create(nowhere, TiffForm.BIG, List.of(image)))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining("CANNOT_WRITE")
        .hasMessageContaining("no/such/folder");
  }

  @Test
  void missingAndSharedTilesAreWhatReadersExpect() throws Exception {
    Path path = folder.resolve("sparse.svs");
    CoordinateSlide slide = CoordinateSlide.of(480, 240, 240, TileEncoder.raw(), 1);
    List<ImageSpec> images = new ArrayList<>();
    images.add(
        ImageSpec.tiled(
            new TileGrid(720, 240, 240, 240),
            TileEncoder.lzw(true),
            "Aperio Image Library v11.2.1 \r\n720x240 (240x240) JPEG/RGB Q=90|MPP = 0.5"));
    try (SvsWriter writer = SvsWriter.create(path, TiffForm.CLASSIC, images)) {
      RgbImage tile = slide.colours(0, new PixelRect(0, 0, 240, 240));
      writer.place(0, 2, 0, writer.write(0, 0, 0, TileEncoder.lzw(true).encode(tile)));
      writer.finish();
    }
    OtherReaders others = OtherReaders.read(folder, List.of(path));
    RgbImage seen = others.image(path, "openslide", 0);
    RgbImage first = seen.crop(new PixelRect(0, 0, 240, 240));
    assertThat(first).isEqualTo(slide.colours(0, new PixelRect(0, 0, 240, 240)));
    assertThat(seen.crop(new PixelRect(480, 0, 240, 240))).isEqualTo(first);
    assertThat(seen.crop(new PixelRect(240, 0, 240, 240)).rgb()).containsOnly(0);
  }
}
