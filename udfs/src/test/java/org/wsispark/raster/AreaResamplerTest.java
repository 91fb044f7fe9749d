package org.wsispark.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wsispark.testkit.pixels.PixelAssertions.assertThatPixels;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Rational;
import org.wsispark.testkit.oracle.MeanOracle;

class AreaResamplerTest {
  private static final long SEED = 4_443_2221;

  private static RgbImage noise(SplittableRandom random, int width, int height) {
    byte[] rgb = new byte[width * height * 3];
    random.nextBytes(rgb);
    return new RgbImage(width, height, rgb);
  }

  @Test
  void equalsTheExactMeanForRationalScales() {
    SplittableRandom random = new SplittableRandom(SEED);
    Rational[] scales = {
      Rational.ONE,
      Rational.of(2),
      Rational.of(3),
      new Rational(1000, 499),
      new Rational(4443, 2221),
      new Rational(3567, 1783),
      new Rational(5000, 2527),
      new Rational(16_777_213, 8_388_593),
      new Rational(7, 3),
      new Rational(101, 100),
      new Rational(2, 3),
    };
    for (Rational sx : scales) {
      for (int k = 0; k < 3; k++) {
        Rational sy = scales[random.nextInt(scales.length)];
        AreaResampler resampler = new AreaResampler(new Downsample(sx, sy));
        PixelRect target = new PixelRect(random.nextInt(-5, 50), random.nextInt(-5, 50), 5, 4);
        PixelRect source = resampler.sourceOf(target);
        RgbImage image = noise(random, source.width(), source.height());
        RgbImage actual = resampler.resample(image, source, target);
        for (int p = 0; p < 5 * 4 * 3; p++) {
          int x = target.x() + p / 3 % 5;
          int y = target.y() + p / 15;
          assertThat(actual.rgb()[p] & 255)
              .as("%s x %s at %d, %d, seed %d", sx, sy, x, y, SEED)
              .isEqualTo(MeanOracle.sample(image, source, new Downsample(sx, sy), x, y, p % 3));
        }
      }
    }
  }

  @Test
  void wholeEqualsPieces() {
    SplittableRandom random = new SplittableRandom(SEED);
    AreaResampler resampler =
        new AreaResampler(new Downsample(new Rational(4443, 2221), new Rational(1000, 499)));
    PixelRect target = new PixelRect(-7, 11, 60, 50);
    PixelRect source = resampler.sourceOf(target);
    RgbImage image = noise(random, source.width(), source.height());
    RgbImage whole = resampler.resample(image, source, target);
    RgbImage pieces = RgbImage.white(60, 50);
    for (int y = 0; y < 50; y += 7) {
      for (int x = 0; x < 60; x += 9) {
        PixelRect piece = new PixelRect(target.x() + x, target.y() + y, 9, 7).intersect(target);
        PixelRect need = resampler.sourceOf(piece);
        RgbImage part = image.crop(need.shift(-source.x(), -source.y()));
        pieces.paste(
            resampler.resample(part, need, piece),
            new PixelRect(0, 0, piece.width(), piece.height()),
            x,
            y);
      }
    }
    assertThatPixels(pieces).isEqualTo(whole);
  }

  @Test
  void aConstantImageStaysConstant() {
    AreaResampler resampler =
        new AreaResampler(new Downsample(new Rational(16_777_213, 8_388_593), new Rational(7, 3)));
    PixelRect target = new PixelRect(1_000_000, 3, 20, 20);
    PixelRect source = resampler.sourceOf(target);
    for (int value = 0; value < 256; value++) {
      RgbImage image = RgbImage.white(source.width(), source.height());
      Arrays.fill(image.rgb(), (byte) value);
      for (byte sample : resampler.resample(image, source, target).rgb()) {
        assertThat(sample).isEqualTo((byte) value);
      }
    }
  }

  @Test
  void roundsHalvesUp() {
    AreaResampler resampler = new AreaResampler(Downsample.of(2));
    byte[] rgb = new byte[2 * 2 * 3];
    rgb[0] = 2;
    RgbImage image = new RgbImage(2, 2, rgb);
    PixelRect all = new PixelRect(0, 0, 2, 2);
    BigDecimal mean = new BigDecimal("0.5").setScale(0, RoundingMode.HALF_UP);
    assertThat(resampler.resample(image, all, new PixelRect(0, 0, 1, 1)).rgb())
        .containsExactly(mean.intValue(), 0, 0);
  }

  @Test
  void refusesMissingSourcePixelsAndScalesThatOverflow() {
    AreaResampler resampler = new AreaResampler(Downsample.of(2));
    assertThatThrownBy(
            () ->
                resampler.resample(
                    RgbImage.white(3, 4), new PixelRect(0, 0, 3, 4), new PixelRect(0, 0, 2, 2)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AreaResampler(Downsample.of(1L << 40)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
