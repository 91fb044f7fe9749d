package org.wsispark.slide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.TileGrid;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.synthetic.CoordinateSlide;
import org.wsispark.slide.synthetic.Jpeg2000Encoder;
import org.wsispark.slide.synthetic.TiffForm;
import org.wsispark.slide.synthetic.TileEncoder;

/** Both byte orders, classic and BigTIFF, and every compression, as files with known pixels. */
class EveryFormTest {
  private static final List<TileGrid> LEVELS =
      List.of(
          new TileGrid(700, 530, 240, 240),
          new TileGrid(175, 133, 240, 240),
          new TileGrid(43, 33, 16, 32));

  private static final List<TiffForm> FORMS =
      List.of(
          TiffForm.CLASSIC,
          TiffForm.BIG,
          new TiffForm(false, ByteOrder.BIG_ENDIAN),
          new TiffForm(true, ByteOrder.BIG_ENDIAN));

  private enum Kind {
    RAW(TileEncoder.raw(), true),
    LZW(TileEncoder.lzw(false), true),
    LZW_PREDICTOR(TileEncoder.lzw(true), true),
    DEFLATE(TileEncoder.deflate(false), true),
    DEFLATE_PREDICTOR(TileEncoder.deflate(true), true),
    JPEG_2000(new Jpeg2000Encoder(), true),
    JPEG_RGB(TileEncoder.jpegRgb(90), false),
    JPEG_YCC(TileEncoder.jpegYcc(90, false, false), false),
    JPEG_YCC_TABLES(TileEncoder.jpegYcc(90, false, true), false),
    JPEG_YCC_HALVED(TileEncoder.jpegYcc(90, true, false), false),
    JPEG_YCC_HALVED_TABLES(TileEncoder.jpegYcc(90, true, true), false);

    private final TileEncoder encoder;
    private final boolean lossless;

    Kind(TileEncoder encoder, boolean lossless) {
      this.encoder = encoder;
      this.lossless = lossless;
    }
  }

  @TempDir Path folder;

  private CoordinateSlide write(Kind kind, TiffForm form, Path path) {
    CoordinateSlide slide = new CoordinateSlide(LEVELS, form, kind.encoder);
    slide.write(path);
    return slide;
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void allFormsHoldTheSamePixels(Kind kind) {
    List<RgbImage> first = null;
    for (TiffForm form : FORMS) {
      Path path = folder.resolve("slide.svs");
      CoordinateSlide slide = write(kind, form, path);
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
          if (kind.lossless) {
            assertThat(image)
                .as("%s %s", form, level)
                .isEqualTo(slide.colours(level.index(), rect));
          }
        }
        images.add(reader.associated("thumbnail"));
      }
      first = first == null ? images : first;
      assertThat(images).as("%s", form).isEqualTo(first);
    }
  }

  /** Not raw tiles: libtiff replaces the sizes of the last of them by an estimate and stops. */
  @ParameterizedTest
  @EnumSource(value = Kind.class, names = "RAW", mode = EnumSource.Mode.EXCLUDE)
  void equalsOpenSlideBitForBit(Kind kind) throws IOException, InterruptedException {
    Path path = folder.resolve("slide.svs");
    write(kind, TiffForm.CLASSIC, path);
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
        assertThat(actual).isEqualTo(new RgbImage(rect.width(), rect.height(), wanted));
      }
      RgbImage thumbnail = reader.associated("thumbnail");
      assertThat(bytes.readAllBytes()).isEqualTo(thumbnail.rgb());
    }
  }

  @Test
  void aTileIsDecodedOnceForNeighbouringPatches() {
    Path path = folder.resolve("slide.svs");
    write(Kind.JPEG_RGB, TiffForm.CLASSIC, path);
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
