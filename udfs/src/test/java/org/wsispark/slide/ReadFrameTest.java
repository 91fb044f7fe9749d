package org.wsispark.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.Rational;
import org.wsispark.geometry.TileGrid;

class ReadFrameTest {

  private static List<SlideLevel> levels(int... widthsAndHeights) {
    List<SlideLevel> levels = new ArrayList<>();
    for (int k = 0; k < widthsAndHeights.length; k += 2) {
      int width = widthsAndHeights[k];
      int height = widthsAndHeights[k + 1];
      TileGrid tiles = new TileGrid(width, height, 256, 256);
      levels.add(
          new SlideLevel(
              levels.size(),
              width,
              height,
              Downsample.ofSizes(widthsAndHeights[0], widthsAndHeights[1], width, height),
              tiles,
              "JPEG",
              ByteHistogram.of(tiles, new long[(int) tiles.count()])));
    }
    return Collections.unmodifiableList(levels);
  }

  private static final List<SlideLevel> TCGA = levels(4443, 3567, 2221, 1783);
  private static final List<SlideLevel> PYRAMID =
      levels(46_000, 32_914, 11_500, 8_228, 2_875, 2_057);

  @Test
  void aLevelWithinToleranceIsUsedAsItIsWithItsTrueResolution() {
    ReadFrame frame = ReadFrame.atMpp(TCGA, new Mpp(0.25), new Mpp(0.5), 0.01);
    assertThat(frame.level()).isEqualTo(1);
    assertThat(frame.levelPerFrame()).isEqualTo(Downsample.NONE);
    assertThat(frame.downsample().x()).isEqualTo(new Rational(4443, 2221));
    assertThat(frame.downsample().y()).isEqualTo(new Rational(3567, 1783));
    assertThat(frame.downsample().x()).isNotEqualTo(frame.downsample().y());
    assertThat(frame.width()).isEqualTo(2221);
    assertThat(frame.height()).isEqualTo(1783);
    assertThat(frame.mpp().umPerPx()).isNotEqualTo(0.5).isCloseTo(0.5, within(0.001));
  }

  @Test
  void withoutToleranceTheFinerLevelIsResampledExactly() {
    ReadFrame frame = ReadFrame.atMpp(TCGA, new Mpp(0.25), new Mpp(0.5), 0);
    assertThat(frame.level()).isZero();
    assertThat(frame.levelPerFrame()).isEqualTo(Downsample.of(2));
    assertThat(frame.downsample()).isEqualTo(Downsample.of(2));
    assertThat(frame.width()).isEqualTo(2221);
    assertThat(frame.height()).isEqualTo(1783);
    assertThat(frame.mpp()).isEqualTo(new Mpp(0.5));
  }

  @ParameterizedTest
  @CsvSource({
    // wanted mpp, level, resampled or not, of a slide with 0.25 mpp and downsamples 1, 4, 16
    "0.25, 0, false",
    "0.2525, 0, false",
    "0.26, 0, true",
    "0.5, 0, true",
    "0.985, 0, true",
    "0.995, 1, false",
    "1.0, 1, false",
    "2.0, 1, true",
    "4.0, 2, false",
    "8.0, 2, true",
  })
  void takesTheHighestDownsampleNotAboveTheWanted(double wanted, int level, boolean resampled) {
    ReadFrame frame = ReadFrame.atMpp(PYRAMID, new Mpp(0.25), new Mpp(wanted), 0.01);
    assertThat(frame.level()).isEqualTo(level);
    assertThat(frame.levelPerFrame().equals(Downsample.NONE)).isEqualTo(!resampled);
    assertThat(frame.downsample())
        .isEqualTo(PYRAMID.get(level).downsample().times(frame.levelPerFrame()));
    if (resampled) {
      assertThat(frame.downsample().x()).isEqualTo(frame.downsample().y());
      assertThat(frame.downsample().x().toDouble()).isEqualTo(wanted / 0.25);
      assertThat(frame.mpp()).isEqualTo(new Mpp(wanted));
    }
  }

  @Test
  void theRatioOfDecimalsIsExact() {
    ReadFrame frame = ReadFrame.atMpp(levels(2220, 2967), new Mpp(0.499), new Mpp(1.0), 0.001);
    assertThat(frame.downsample().x()).isEqualTo(new Rational(1000, 499));
    assertThat(frame.width()).isEqualTo(2220 * 499 / 1000);
    assertThat(frame.height()).isEqualTo(2967 * 499 / 1000);
  }

  @Test
  void longDecimalsStayWithinTheBoundsOfTheResampler() {
    ReadFrame frame =
        ReadFrame.atMpp(PYRAMID, new Mpp(0.25174999999999997), new Mpp(1.0 / 3), 0.01);
    assertThat(frame.levelPerFrame().x().numerator()).isLessThanOrEqualTo(1 << 24);
    assertThat(frame.downsample().x().toDouble()).isCloseTo(1 / 0.75525, within(1e-7));
  }

  @ParameterizedTest
  @CsvSource({"0.25, 0.2", "0.25, 1000", "1e-10, 0.5"})
  void refusesWhatTheSlideCannotGive(double slide, double wanted) {
    assertThatThrownBy(() -> ReadFrame.atMpp(TCGA, new Mpp(slide), new Mpp(wanted), 0.01))
        .isInstanceOfSatisfying(
            WsiException.class, e -> assertThat(e.code()).isEqualTo(SlideError.BAD_RESOLUTION));
  }

  @Test
  void aLevelIsGivenByItsNumber() {
    ReadFrame frame = ReadFrame.atLevel(TCGA, 1, new Mpp(0.25));
    assertThat(frame).isEqualTo(ReadFrame.atMpp(TCGA, new Mpp(0.25), new Mpp(0.5), 0.01));
    assertThatThrownBy(() -> ReadFrame.atLevel(TCGA, 2, new Mpp(0.25)))
        .isInstanceOfSatisfying(
            WsiException.class, e -> assertThat(e.code()).isEqualTo(SlideError.NO_SUCH_LEVEL));
  }
}
