package org.wsispark.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wsispark.testkit.pixels.PixelAssertions.assertThatPixels;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Rational;
import org.wsispark.testkit.python.PythonScript;

class LanczosResamplerTest {
  private static final long SEED = 3_2221;
  private static final int CASES = 1_200;

  /** Of the unrounded value in float64; half a step is the rounding itself. */
  private static final double BOUND = 0.56;

  private static final Rational[] SCALES = {
    Rational.ONE,
    Rational.of(2),
    Rational.of(3),
    new Rational(5, 2),
    new Rational(1000, 499),
    new Rational(4443, 2221),
    new Rational(3567, 1783),
    new Rational(16_777_213, 8_388_593),
    new Rational(7, 3),
    new Rational(101, 100),
    new Rational(2, 3),
    new Rational(31, 4),
  };

  @TempDir Path folder;

  private record Case(RgbImage image, Downsample scale, PixelRect target) {}

  /** Noise, full contrast or a step: what overshoots most. */
  private static RgbImage picture(SplittableRandom random, int width, int height) {
    byte[] rgb = new byte[width * height * 3];
    int kind = random.nextInt(3);
    random.nextBytes(rgb);
    for (int k = 0; kind > 0 && k < rgb.length; k++) {
      boolean high = kind == 1 ? rgb[k] < 0 : k / 3 % width > width / 2;
      rgb[k] = (byte) (high ? 255 : 0);
    }
    return new RgbImage(width, height, rgb);
  }

  private static List<Case> cases() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<Case> cases = new ArrayList<>();
    for (int k = 0; k < CASES; k++) {
      Rational sx = SCALES[random.nextInt(SCALES.length)];
      Rational sy = SCALES[random.nextInt(SCALES.length)];
      RgbImage image = picture(random, random.nextInt(1, 60), random.nextInt(1, 60));
      // Over every edge: centres outside are white.
      PixelRect target =
          new PixelRect(
              random.nextInt(-2, (int) (image.width() / sx.toDouble()) + 1),
              random.nextInt(-2, (int) (image.height() / sy.toDouble()) + 1),
              random.nextInt(1, 9),
              random.nextInt(1, 9));
      cases.add(new Case(image, new Downsample(sx, sy), target));
    }
    return cases;
  }

  private static RgbImage resample(Case c) {
    LanczosResampler resampler =
        new LanczosResampler(c.scale(), c.image().width(), c.image().height());
    PixelRect source = resampler.sourceOf(c.target());
    return resampler.resample(c.image().crop(source), source, c.target());
  }

  @Test
  void isWithinTheBoundOfFloat64() throws IOException {
    List<Case> cases = cases();
    Path exact = oracle(cases);
    double worst = 0;
    long samples = 0;
    long clamped = 0;
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(exact)))) {
      for (int k = 0; k < cases.size(); k++) {
        RgbImage actual = resample(cases.get(k));
        for (byte sample : actual.rgb()) {
          double wanted = in.readDouble();
          double error = Math.abs((sample & 255) - wanted);
          assertThat(error).as("case %d of seed %d: %s", k, SEED, cases.get(k)).isLessThan(BOUND);
          assertThat(Math.abs((sample & 255) - Math.rint(wanted))).isLessThanOrEqualTo(1);
          worst = Math.max(worst, error);
          clamped += wanted == 0 || wanted == 255 ? 1 : 0;
          samples++;
        }
      }
      assertThat(in.read()).as("values left over").isEqualTo(-1);
    }
    assertThat(worst).isGreaterThan(0.45);
    assertThat(samples).isGreaterThan(20L * CASES);
    assertThat(clamped).as("samples between, not clamped").isLessThan(samples * 3 / 4);
  }

  private Path oracle(List<Case> cases) throws IOException {
    Path in = folder.resolve("cases");
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(in))) {
      for (Case c : cases) {
        Rational x = c.scale().x();
        Rational y = c.scale().y();
        PixelRect t = c.target();
        for (long number :
            new long[] {
              c.image().width(),
              c.image().height(),
              x.numerator(),
              x.denominator(),
              y.numerator(),
              y.denominator(),
              t.x(),
              t.y(),
              t.width(),
              t.height()
            }) {
          out.writeLong(number);
        }
        out.write(c.image().rgb());
      }
    }
    Path exact = folder.resolve("exact");
    PythonScript.run("udfs/src/test/python/lanczos.py", in, exact);
    return exact;
  }

  @Test
  void wholeEqualsPieces() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (Rational scale : SCALES) {
      Downsample both = new Downsample(scale, new Rational(1000, 499));
      RgbImage image = picture(random, 150, 120);
      PixelRect all = new PixelRect(-3, -3, (int) (150 / scale.toDouble()) + 6, 66);
      LanczosResampler resampler = new LanczosResampler(both, 150, 120);
      PixelRect source = resampler.sourceOf(all);
      assertThat(source).isEqualTo(new PixelRect(0, 0, 150, 120));
      RgbImage whole = resampler.resample(image, source, all);
      RgbImage pieces = new RgbImage(all.width(), all.height(), new byte[whole.rgb().length]);
      for (int y = 0; y < all.height(); y += 7) {
        for (int x = 0; x < all.width(); x += 9) {
          PixelRect piece = new PixelRect(all.x() + x, all.y() + y, 9, 7).intersect(all);
          // Another resampler each time: nothing may come from what one remembers.
          LanczosResampler other = new LanczosResampler(both, 150, 120);
          PixelRect need = other.sourceOf(piece);
          pieces.paste(
              other.resample(image.crop(need), need, piece),
              new PixelRect(0, 0, piece.width(), piece.height()),
              x,
              y);
        }
      }
      assertThatPixels(pieces).as("%s", scale).isEqualTo(whole);
    }
  }

  @Test
  void aConstantImageStaysConstantUpToItsEdges() {
    for (int value : new int[] {0, 1, 127, 254, 255}) {
      byte[] rgb = new byte[50 * 40 * 3];
      Arrays.fill(rgb, (byte) value);
      for (Rational scale : SCALES) {
        PixelRect inside =
            new PixelRect(
                0,
                0,
                Math.max(1, (int) (50 / scale.toDouble())),
                Math.max(1, (int) (40 / scale.toDouble())));
        Case c = new Case(new RgbImage(50, 40, rgb), new Downsample(scale, scale), inside);
        assertThat(resample(c).rgb()).containsOnly(value);
      }
    }
  }

  @Test
  void atScaleOneNothingChanges() {
    RgbImage image = picture(new SplittableRandom(SEED), 40, 30);
    Case c = new Case(image, Downsample.NONE, new PixelRect(0, 0, 40, 30));
    assertThatPixels(resample(c)).isEqualTo(image);
  }

  @Test
  void outsideIsWhite() {
    RgbImage black = new RgbImage(20, 20, new byte[1200]);
    Downsample two = Downsample.of(2);
    assertThat(new LanczosResampler(two, 20, 20).sourceOf(new PixelRect(40, 0, 3, 3)).isEmpty())
        .isTrue();
    Case beyond = new Case(black, two, new PixelRect(40, 0, 3, 3));
    assertThatPixels(resample(beyond)).isEqualTo(RgbImage.white(3, 3));
    RgbImage corner = resample(new Case(black, two, new PixelRect(9, 9, 2, 2)));
    assertThat(corner.rgb()).startsWith(0, 0, 0).endsWith(-1, -1, -1, -1, -1, -1);
  }

  @Test
  void refusesMissingSourcePixelsAndWildScales() {
    LanczosResampler resampler = new LanczosResampler(Downsample.of(2), 20, 20);
    PixelRect small = new PixelRect(0, 0, 4, 4);
    assertThatThrownBy(
            () -> resampler.resample(RgbImage.white(4, 4), small, new PixelRect(0, 0, 5, 5)))
        .isInstanceOf(IllegalArgumentException.class);
    Rational wild = new Rational((1L << 27) + 1, 1 << 27);
    assertThatThrownBy(() -> new LanczosResampler(new Downsample(wild, Rational.ONE), 9, 9))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
