package org.wsispark.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.tiff.TiffFile;
import org.wsispark.slide.tiff.TiffImage;

/** Images in strips, by the same path that reads labels and macros. */
class StripImagesTest {

  private static RgbImage read(Path path, int directory) {
    try (ByteSource source = FileByteSource.open(path)) {
      TiffFile file = TiffFile.read(source);
      TiffImage image = TiffImage.of(file.directories().get(directory), source, "image");
      try (SegmentReader reader =
          new SegmentReader(source, image, "image", 0, new TileCache(0), new ReadCounters())) {
        return reader.read(
            new PixelRect(0, 0, image.grid().imageWidth(), image.grid().imageHeight()));
      }
    }
  }

  @Test
  void bigTiffHoldsTheSamePixelsInBothByteOrders() {
    Path little = SharedData.malformed("BigTIFF.tif");
    Path big = SharedData.malformed("BigTIFFMotorola.tif");
    try (ByteSource a = FileByteSource.open(little);
        ByteSource b = FileByteSource.open(big)) {
      assertThat(TiffFile.read(a).isBig()).isTrue();
      assertThat(TiffFile.read(b).isBig()).isTrue();
      assertThat(TiffFile.read(a).order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
      assertThat(TiffFile.read(b).order()).isEqualTo(ByteOrder.BIG_ENDIAN);
    }
    RgbImage image = read(little, 0);
    assertThat(image.width()).isEqualTo(64);
    assertThat(image).isEqualTo(read(big, 0)).isNotEqualTo(RgbImage.white(64, 64));
  }

  @Test
  void aTiledFileInTheOtherByteOrderHasItsPixels() {
    try (SlideReader reader = SlideReaders.open(SharedData.malformed("sm_colors_tile.tif"))) {
      assertThat(reader.info().vendor()).isEqualTo("generic-tiff");
      RgbImage image = reader.read(0, new PixelRect(0, 0, 64, 64));
      assertThat(image).isNotEqualTo(RgbImage.white(64, 64));
      assertThat(reader.stats().tilesDecoded()).isEqualTo(2);
    }
  }

  @Test
  void rgbJpegWithAWrongSubsamplingTagKeepsItsColours() {
    Path path = SharedData.malformed("twain-rgb-jpeg-with-bogus-ycbcr-subsampling.tif");
    RgbImage colour = read(path, 0);
    assertThat(colour.width()).isEqualTo(850);
    assertThat(colour.height()).isEqualTo(1100);
    // A page of paper: mostly near white, which YCbCr mistaken for RGB or back is not.
    int bright = 0;
    for (int k = 0; k < colour.rgb().length; k += 3) {
      boolean light =
          (colour.rgb()[k] & 255) > 200
              && (colour.rgb()[k + 1] & 255) > 200
              && (colour.rgb()[k + 2] & 255) > 200;
      bright += light ? 1 : 0;
    }
    assertThat(bright).isGreaterThan(850 * 1100 / 2);
    RgbImage grey = read(path, 1);
    for (int k = 0; k < grey.rgb().length; k += 3) {
      assertThat(grey.rgb()[k] == grey.rgb()[k + 1] && grey.rgb()[k] == grey.rgb()[k + 2]).isTrue();
    }
  }

  @Test
  void jpegWithGoodTablesReadsAndWithBadOnesIsATypedError() {
    assertThat(read(SharedData.malformed("good_jpeg.tif"), 0).width()).isEqualTo(32);
    Path bad = SharedData.malformed("bad_jpeg.tif");
    assertThatThrownBy(() -> read(bad, 0))
        .isInstanceOfSatisfying(
            WsiException.class,
            e -> {
              assertThat(e.code()).isEqualTo(SlideError.BAD_TILE);
              assertThat(e.slide().orElseThrow()).endsWith("bad_jpeg.tif");
            });
  }

  @Test
  void anImageWithoutRowsIsATypedError() {
    Path empty = SharedData.malformed("zero_gi.tif");
    assertThatThrownBy(() -> read(empty, 0))
        .isInstanceOfSatisfying(
            WsiException.class,
            e -> {
              assertThat(e.code()).isEqualTo(SlideError.BAD_TAG);
              assertThat(e.getMessage()).contains("tag 257", "0 pixels");
            });
  }
}
