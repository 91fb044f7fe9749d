package org.wsispark.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.wsispark.testkit.pixels.PixelAssertions.assertThatPixels;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.FrameReader;
import org.wsispark.slide.MemorySlide;
import org.wsispark.slide.ReadFrame;

class TissueDetectorTest {
  private static final Mpp MPP = new Mpp(8);
  private static final TissueOptions RAW = new TissueOptions(8, 20, 0, 0, 0, 0);

  /** What is tissue at a pixel. */
  private interface Truth {
    boolean at(int x, int y);
  }

  private static RgbImage scene(int width, int height, long seed, Truth tissue) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] rgb = new byte[width * height * 3];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int noise = random.nextInt(-3, 4);
        int[] colour =
            tissue.at(x, y) ? new int[] {200, 120 + 4 * noise, 170} : new int[] {243, 243, 241};
        for (int c = 0; c < 3; c++) {
          rgb[(y * width + x) * 3 + c] = (byte) (colour[c] + random.nextInt(-2, 3));
        }
      }
    }
    return new RgbImage(width, height, rgb);
  }

  private static boolean inDisc(int x, int y, int cx, int cy, int radius) {
    return (x - cx) * (x - cx) + (y - cy) * (y - cy) <= radius * radius;
  }

  @Test
  void findsExactlyTheStainedPixelsWhenNothingIsCleaned() {
    Truth disc = (x, y) -> inDisc(x, y, 70, 60, 35);
    BitMask mask = TissueDetector.detect(scene(160, 120, 1, disc), MPP, RAW);
    assertThat(mask.count()).isGreaterThan(3_000);
    for (int y = 0; y < 120; y++) {
      for (int x = 0; x < 160; x++) {
        assertThat(mask.get(x, y)).as("pixel %d, %d", x, y).isEqualTo(disc.at(x, y));
      }
    }
  }

  @Test
  void keepsLargeHolesAndPiecesAndDropsSmallOnes() {
    // At 8 mpp 40,000 square micrometres are 625 pixels: a disc of radius 14.1 pixels.
    Truth truth =
        (x, y) ->
            inDisc(x, y, 90, 90, 80) && !inDisc(x, y, 60, 60, 18) && !inDisc(x, y, 120, 120, 10)
                || inDisc(x, y, 200, 50, 17)
                || inDisc(x, y, 200, 120, 11);
    BitMask mask = TissueDetector.detect(scene(240, 200, 2, truth), MPP, TissueOptions.defaults());
    assertThat(mask.get(90, 20)).as("tissue").isTrue();
    assertThat(mask.get(60, 60)).as("a hole of 1,000 pixels stays").isFalse();
    assertThat(mask.get(120, 120)).as("a hole of 300 pixels is filled").isTrue();
    assertThat(mask.get(200, 50)).as("a piece of 900 pixels stays").isTrue();
    assertThat(mask.get(200, 120)).as("a piece of 380 pixels goes").isFalse();
    assertThat(mask.get(5, 195)).as("glass").isFalse();
  }

  @ParameterizedTest
  @CsvSource({"4, false", "8, false", "16, true", "32, true"})
  void areasArePhysical(double mpp, boolean kept) {
    // The same 20 x 20 pixels are 6,400 to 409,600 square micrometres.
    Truth square = (x, y) -> x >= 40 && x < 60 && y >= 40 && y < 60;
    TissueOptions options = new TissueOptions(mpp, 20, 0, 0, 40_000, 0);
    BitMask mask = TissueDetector.detect(scene(100, 100, 3, square), new Mpp(mpp), options);
    assertThat(mask.count()).isEqualTo(kept ? 400 : 0);
  }

  @Test
  void openingDropsThreadsAndClosingJoinsStrands() {
    Truth truth =
        (x, y) -> y >= 20 && y < 60 && x >= 10 && x < 90 && x % 10 >= 2 || y == 80 && x < 90;
    RgbImage image = scene(100, 100, 4, truth);
    BitMask opened = TissueDetector.detect(image, MPP, new TissueOptions(8, 20, 8, 0, 0, 0));
    assertThat(opened.get(40, 80)).as("a thread of one pixel").isFalse();
    assertThat(opened.get(35, 40)).as("a strand of eight pixels").isTrue();
    assertThat(opened.get(40, 40)).as("a gap of two pixels").isFalse();
    BitMask closed = TissueDetector.detect(image, MPP, new TissueOptions(8, 20, 0, 32, 0, 0));
    assertThat(closed.get(40, 40)).as("a gap of two pixels").isTrue();
    assertThat(closed.get(40, 80)).as("a thread of one pixel").isTrue();
  }

  @Test
  void tissueAtTheEdgeIsNoHole() {
    Truth truth = (x, y) -> !inDisc(x, y, 0, 50, 10);
    BitMask mask =
        TissueDetector.detect(
            scene(200, 100, 5, (x, y) -> x < 100 && truth.at(x, y)),
            MPP,
            new TissueOptions(8, 20, 0, 0, 0, 40_000));
    assertThat(mask.get(50, 50)).isTrue();
    assertThat(mask.get(2, 50)).as("glass that touches the edge stays glass").isFalse();
  }

  @Test
  void aSlideWithoutTissueGivesAnEmptyMask() {
    assertThat(detectFlat(243, 243, 241, 6)).as("glass with noise").isZero();
    assertThat(detectFlat(3, 2, 3, 3)).as("black with noise").isZero();
    assertThat(detectFlat(200, 120, 170, 3)).as("all of one colour").isZero();
    assertThat(TissueDetector.detect(RgbImage.white(50, 40), MPP, RAW).count()).isZero();
    assertThat(TissueDetector.detect(RgbImage.white(0, 0), MPP, RAW).count()).isZero();
  }

  private static long detectFlat(int red, int green, int blue, int noise) {
    SplittableRandom random = new SplittableRandom(7);
    byte[] rgb = new byte[120 * 90 * 3];
    int[] colour = {red, green, blue};
    for (int k = 0; k < rgb.length; k++) {
      rgb[k] = (byte) Math.max(0, colour[k % 3] + random.nextInt(-noise, noise + 1));
    }
    return TissueDetector.detect(new RgbImage(120, 90, rgb), MPP, RAW).count();
  }

  @Test
  void aWholeSlideIsReadInPiecesThatDoNotShow() {
    // One level of 5,000 x 700 px at 1 mpp: the mask at 8 mpp needs two pieces of the level.
    Truth truth = (x, y) -> inDisc(x, y, 4_050, 300, 220) || inDisc(x, y, 700, 350, 200);
    RgbImage level0 = scene(5_000, 700, 6, truth);
    MemorySlide slide = new MemorySlide(new Mpp(1), 240, level0);
    ReadFrame frame = ReadFrame.atMpp(slide.info().levels(), new Mpp(1), MPP, 0.01);
    FrameReader reader = new FrameReader(slide, frame);
    TissueMask got = TissueDetector.detect(reader, TissueOptions.defaults());
    assertThat(slide.reads()).hasSize(2);
    assertThat(slide.reads())
        .allSatisfy(
            rect -> {
              assertThat(rect.width()).isLessThanOrEqualTo(ColourPlanes.PIECE_PX);
              assertThat(rect.height()).isLessThanOrEqualTo(ColourPlanes.PIECE_PX);
            });
    RgbImage whole = reader.read(new PixelRect(0, 0, frame.width(), frame.height()));
    assertThat(got.mask()).isEqualTo(TissueDetector.detect(whole, MPP, TissueOptions.defaults()));
    assertThat(got.mask().width()).isEqualTo(625);
    assertThat(got.downsample()).isEqualTo(Downsample.of(8));
    double discs = Math.PI * (220 * 220 + 200 * 200) / (5_000.0 * 700);
    assertThat(got.fraction()).isCloseTo(discs, within(0.01));
  }

  @Test
  void refusesOptionsOutOfRange() {
    assertThatThrownBy(() -> new TissueOptions(0, 20, 8, 32, 1, 1))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining("BAD_TISSUE_OPTIONS")
        .hasMessageContaining("mpp is 0.0");
    assertThatThrownBy(() -> new TissueOptions(8, 20, Double.NaN, 32, 1, 1))
        .hasMessageContaining("opening-radius-um is NaN");
  }

  @Test
  void refusesAMaskThatDoesNotFit() {
    assertThatThrownBy(() -> new ColourPlanes(20_000, 20_000, TissueRule.PAIP))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining("MASK_TOO_LARGE")
        .hasMessageContaining("20000x20000");
  }

  /** Each channel's limit, and pieces and holes of 10 and 11 pixels. */
  @Test
  void paipsRuleLooksAtEachChannelAndDropsUpToTenPixels() {
    int width = 40;
    int height = 30;
    byte[] rgb = new byte[3 * width * height];
    for (int k = 0; k < width * height; k++) {
      int x = k % width;
      int y = k / width;
      int[] colour = {235, 210, 235};
      if (y < 12) {
        colour[x / 14] -= 1;
      }
      if (y == 20 && (x < 10 || (x > 20 && x < 32))) {
        colour = new int[] {0, 255, 255};
      }
      if (y == 5 && (x < 12 && x > 1 || (x > 20 && x < 32))) {
        colour = new int[] {235, 255, 255};
      }
      for (int c = 0; c < 3; c++) {
        rgb[3 * k + c] = (byte) colour[c];
      }
    }
    TissueOptions paip = new TissueOptions(TissueRule.PAIP, 8, 0, 20, 8, 32, 40_000, 40_000);
    BitMask mask = TissueDetector.detect(new RgbImage(width, height, rgb), MPP, paip);
    BitMask expected = new BitMask(width, height);
    for (int y = 0; y < 12; y++) {
      expected.setRow(y, 0, width, true);
    }
    expected.setRow(5, 21, 32, false);
    expected.setRow(20, 21, 32, true);
    assertThatPixels(mask).isEqualTo(expected);
  }
}
