package org.wsispark.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wsispark.testkit.pixels.PixelAssertions.assertThatPixels;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.Resampling;
import org.wsispark.raster.RgbImage;
import org.wsispark.raster.SpareImages;

class FrameReaderTest {

  private static RgbImage noise(int width, int height) {
    byte[] rgb = new byte[width * height * 3];
    new SplittableRandom(width).nextBytes(rgb);
    return new RgbImage(width, height, rgb);
  }

  @Test
  void aPixelDoesNotDependOnTheRectangleItIsReadWith() {
    try (MemorySlide slide = new MemorySlide(new Mpp(0.499), 64, noise(300, 200), noise(75, 50))) {
      ReadFrame frame = ReadFrame.atMpp(slide.info().levels(), new Mpp(0.499), new Mpp(1.0), 0.01);
      assertThat(frame.level()).isZero();
      FrameReader reader = new FrameReader(slide, frame);
      PixelRect all = new PixelRect(-3, -3, frame.width() + 6, frame.height() + 6);
      RgbImage whole = reader.read(all);
      SplittableRandom random = new SplittableRandom(9);
      for (int k = 0; k < 100; k++) {
        PixelRect rect =
            new PixelRect(
                random.nextInt(-3, frame.width()),
                random.nextInt(-3, frame.height()),
                random.nextInt(1, 40),
                random.nextInt(1, 40));
        RgbImage wanted =
            whole.crop(rect.shift(3, 3)).crop(new PixelRect(0, 0, rect.width(), rect.height()));
        assertThatPixels(reader.read(rect)).as("%s", rect).isEqualTo(wanted);
      }
    }
  }

  @Test
  void aLevelAsItIsIsNotResampled() {
    RgbImage second = noise(75, 50);
    try (MemorySlide slide = new MemorySlide(new Mpp(0.25), 64, noise(300, 200), second)) {
      ReadFrame frame = ReadFrame.atMpp(slide.info().levels(), new Mpp(0.25), new Mpp(1.0), 0.01);
      assertThat(frame.levelPerFrame()).isEqualTo(Downsample.NONE);
      PixelRect rect = new PixelRect(-4, 20, 90, 40);
      assertThatPixels(new FrameReader(slide, frame).read(rect)).isEqualTo(second.crop(rect));
      assertThat(slide.reads()).containsExactly(rect);
    }
  }

  @ParameterizedTest
  @EnumSource(Resampling.class)
  void anImageThatIsThereIsPaintedOverWhole(Resampling resampling) {
    SplittableRandom random = new SplittableRandom(11);
    try (MemorySlide slide = new MemorySlide(new Mpp(0.499), 64, noise(300, 200), noise(75, 50))) {
      ReadFrame frame =
          ReadFrame.atMpp(slide.info().levels(), new Mpp(0.499), new Mpp(1.0), 0.01)
              .with(resampling);
      FrameReader reader = new FrameReader(slide, frame);
      for (int k = 0; k < 60; k++) {
        // Mostly of one size, so that source pixels are read over those of the read before.
        int side = k % 5 == 0 ? random.nextInt(1, 40) : 32;
        PixelRect rect =
            new PixelRect(
                random.nextInt(-40, frame.width() + 9),
                random.nextInt(-40, frame.height() + 9),
                side,
                side);
        RgbImage into = noise(side, side);
        reader.read(rect, into);
        assertThatPixels(into).as("%s", rect).isEqualTo(new FrameReader(slide, frame).read(rect));
      }
      assertThatThrownBy(() -> reader.read(new PixelRect(0, 0, 8, 8), noise(8, 9)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("8x9");
    }
  }

  @Test
  void aSpentImageIsReadIntoWhereItsSizeIsRight() {
    RgbImage level = noise(300, 200);
    try (MemorySlide slide = new MemorySlide(new Mpp(0.5), 64, level)) {
      ReadFrame frame = ReadFrame.atLevel(slide.info().levels(), 0, new Mpp(0.5));
      List<PixelRect> rects =
          List.of(
              new PixelRect(0, 0, 90, 40),
              new PixelRect(260, 170, 90, 40),
              new PixelRect(3, 4, 40, 90),
              new PixelRect(-20, 5, 40, 90));
      ReadAhead images = new ReadAhead(new FrameReader(slide, frame), rects);
      SpareImages spare = new SpareImages(1 << 20);
      RgbImage first = images.next(spare);
      assertThatPixels(first).isEqualTo(level.crop(rects.get(0)));
      RgbImage second = images.next(spare);
      assertThat(second).isSameAs(first);
      assertThatPixels(second).isEqualTo(level.crop(rects.get(1)));
      RgbImage third = images.next(spare);
      assertThatPixels(third).isEqualTo(level.crop(rects.get(2)));
      assertThatPixels(second).as("too wide, so left alone").isEqualTo(level.crop(rects.get(1)));
      assertThatPixels(images.next()).isEqualTo(level.crop(rects.get(3)));
      assertThatPixels(third).as("not given back").isEqualTo(level.crop(rects.get(2)));
    }
  }

  @Test
  void everyFramePixelLiesInsideTheSlide() {
    RgbImage black = new RgbImage(301, 199, new byte[301 * 199 * 3]);
    try (MemorySlide slide = new MemorySlide(new Mpp(0.3), 64, black)) {
      for (double wanted : new double[] {0.31, 0.5, 0.7, 1.9}) {
        ReadFrame frame =
            ReadFrame.atMpp(slide.info().levels(), new Mpp(0.3), new Mpp(wanted), 0.01);
        RgbImage all =
            new FrameReader(slide, frame).read(new PixelRect(0, 0, frame.width(), frame.height()));
        assertThat(all.rgb()).containsOnly(0);
        RgbImage beyond =
            new FrameReader(slide, frame)
                .read(new PixelRect(frame.width() + 1, frame.height() + 1, 3, 3));
        assertThat(beyond).isEqualTo(RgbImage.white(3, 3));
      }
    }
  }
}
