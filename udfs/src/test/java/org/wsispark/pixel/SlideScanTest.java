package org.wsispark.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.wsispark.testkit.pixels.PixelAssertions.assertThatPixels;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.FrameReader;
import org.wsispark.slide.MemorySlide;
import org.wsispark.slide.ReadFrame;
import org.wsispark.testkit.python.PythonScript;

class SlideScanTest {
  private static final Mpp SLIDE = new Mpp(2);
  private static final int MASK_PX = 4;

  @TempDir Path folder;

  private static SlideScan scan(RgbImage image, TissueOptions tissue) {
    MemorySlide slide = new MemorySlide(SLIDE, 240, image);
    return SlideScan.of(slide, frame(slide), SLIDE, tissue, QualityOptions.defaults());
  }

  private static ReadFrame frame(MemorySlide slide) {
    return ReadFrame.atMpp(slide.info().levels(), SLIDE, new Mpp(8), 0.01);
  }

  private static BitMask truth(PixelRect rect) {
    BitMask mask = new BitMask(SpoiltScene.WIDTH / MASK_PX, SpoiltScene.HEIGHT / MASK_PX);
    for (int y = rect.y() / MASK_PX; y < rect.bottom() / MASK_PX; y++) {
      mask.setRow(y, rect.x() / MASK_PX, rect.right() / MASK_PX, true);
    }
    return mask;
  }

  /** Intersection over union. */
  private static double iou(BitMask found, BitMask truth) {
    BitMask both = found.copy();
    both.and(truth);
    BitMask either = found.copy();
    either.or(truth);
    assertThat(truth.count()).isPositive();
    return (double) both.count() / either.count();
  }

  @ParameterizedTest
  @CsvSource({"1, false", "2, false", "3, true", "4, true"})
  void findsEachArtefactInItsPlace(long seed, boolean ihc) {
    SlideScan scan = scan(new SpoiltScene(seed, ihc).image(), TissueOptions.defaults());

    assertThat(scan.rule()).isEqualTo(ihc ? TissueRule.IHC : TissueRule.OTSU_SATURATION);
    BitMask tissue = truth(SpoiltScene.TISSUE);
    tissue.andNot(truth(SpoiltScene.PEN_ON_TISSUE));
    assertThat(iou(scan.tissue().mask(), tissue)).as("tissue, seed %d", seed).isGreaterThan(0.95);
    BitMask pen = truth(SpoiltScene.PEN_ON_TISSUE);
    pen.or(truth(SpoiltScene.PEN_ON_GLASS));
    Map<Artefact, BitMask> found = scan.artefacts();
    assertThat(iou(found.get(Artefact.PEN), pen)).as("pen, seed %d", seed).isGreaterThan(0.9);
    assertThat(iou(found.get(Artefact.DARK), truth(SpoiltScene.DARK)))
        .as("dark, seed %d", seed)
        .isGreaterThan(0.9);
    assertThat(iou(found.get(Artefact.FOLD), truth(SpoiltScene.FOLD)))
        .as("fold, seed %d", seed)
        .isGreaterThan(0.75);
    BitMask blurred = found.get(Artefact.BLUR).copy();
    // Black without any noise is no tissue in focus either.
    blurred.andNot(truth(SpoiltScene.DARK));
    assertThat(iou(blurred, truth(SpoiltScene.BLURRED)))
        .as("blur, seed %d", seed)
        .isGreaterThan(ihc ? 0.65 : 0.75);
    assertThat(scan.sharpness().orElseThrow()).isGreaterThan(1);
    double tissuePx = scan.tissue().mask().count();
    assertThat(scan.shareOfTissue(Artefact.BLUR).orElseThrow())
        .isCloseTo(truth(SpoiltScene.BLURRED).count() / tissuePx, within(ihc ? 0.06 : 0.04));
  }

  @Test
  void aTearThatTheMaskClosesOverIsWhite() {
    TissueOptions closing =
        new TissueOptions(TissueRule.OTSU_SATURATION, 8, 0, 20, 8, 32, 40_000, 1_000_000);
    SlideScan scan = scan(new SpoiltScene(5, false).image(), closing);
    assertThat(scan.tissue().mask().get(50, 60)).as("the tear is filled").isTrue();
    assertThat(iou(scan.artefacts().get(Artefact.WHITE), truth(SpoiltScene.TEAR)))
        .isGreaterThan(0.9);
    assertThat(scan.artefacts().get(Artefact.WHITE).count()).isGreaterThan(400);
  }

  @ParameterizedTest
  @CsvSource({"OTSU_GREY, 0", "IHC, 0", "OTSU_SATURATION, 30", "OTSU_GREY, 60"})
  void otherRulesAndFixedThresholdsFindTheTissueToo(TissueRule rule, int threshold) {
    TissueOptions options = new TissueOptions(rule, 8, threshold, 20, 8, 32, 40_000, 40_000);
    SlideScan scan = scan(new SpoiltScene(6, false).image(), options);
    assertThat(scan.rule()).isEqualTo(rule);
    if (threshold > 0) {
      assertThat(scan.threshold()).isEqualTo(threshold);
    }
    BitMask tissue = truth(SpoiltScene.TISSUE);
    tissue.andNot(truth(SpoiltScene.PEN_ON_TISSUE));
    BitMask dark = truth(SpoiltScene.DARK);
    BitMask found = scan.tissue().mask().copy();
    // Rules differ on what is black.
    found.or(dark);
    assertThat(iou(found, tissue)).isGreaterThan(0.95);
  }

  @Test
  void aCleanSlideHasNoArtefacts() {
    byte[] glass = new byte[400 * 300 * 3];
    Arrays.fill(glass, (byte) 243);
    SlideScan scan = scan(new RgbImage(400, 300, glass), TissueOptions.defaults());
    assertThat(scan.threshold()).isEqualTo(-1);
    assertThat(scan.sharpness()).isEmpty();
    for (Artefact artefact : Artefact.values()) {
      assertThat(scan.artefacts().get(artefact).count()).as("%s", artefact).isZero();
      assertThat(scan.shareOfTissue(artefact)).hasValue(0);
    }
  }

  @Test
  void levelZeroIsNotReadWhereThePyramidHasCoarserOnes() {
    RgbImage image = new SpoiltScene(7, false).image();
    RgbImage half = new SpoiltScene(8, false).image().crop(new PixelRect(0, 0, 600, 450));
    RgbImage quarter = half.crop(new PixelRect(0, 0, 300, 225));
    MemorySlide slide = new MemorySlide(new Mpp(1), 240, image, half, quarter);
    ReadFrame mask = ReadFrame.atMpp(slide.info().levels(), new Mpp(1), new Mpp(4), 0.1);
    SlideScan scan =
        SlideScan.of(slide, mask, new Mpp(1), TissueOptions.defaults(), QualityOptions.defaults());
    assertThat(scan.artefacts()).containsKey(Artefact.BLUR);
    assertThat(slide.levelsRead()).containsExactlyInAnyOrder(1, 2);

    MemorySlide gap = new MemorySlide(new Mpp(1), 240, image, quarter);
    SlideScan without =
        SlideScan.of(
            gap,
            ReadFrame.atLevel(gap.info().levels(), 1, new Mpp(1)),
            new Mpp(1),
            TissueOptions.defaults(),
            QualityOptions.defaults());
    assertThat(without.artefacts()).doesNotContainKey(Artefact.BLUR);
    assertThat(without.shareOfTissue(Artefact.BLUR)).isEmpty();
    assertThat(gap.levelsRead()).containsExactly(1);
  }

  /** numpy and OpenCV in Python, from the same pixels of 8 and 2 mpp, by their own formulas. */
  @ParameterizedTest
  @CsvSource({"11, false", "12, true"})
  void pythonFindsTheSame(long seed, boolean ihc) throws Exception {
    RgbImage image = new SpoiltScene(seed, ihc).image();
    MemorySlide slide = new MemorySlide(SLIDE, 240, image);
    ReadFrame frame = frame(slide);
    RgbImage coarse =
        new FrameReader(slide, frame).read(new PixelRect(0, 0, frame.width(), frame.height()));
    Files.write(folder.resolve("fine.png"), PngCodec.encode(image));
    Files.write(folder.resolve("coarse.png"), PngCodec.encode(coarse));
    SlideScan scan = scan(image, TissueOptions.defaults());
    Files.write(folder.resolve("tissue.png"), PngCodec.encode(scan.tissue().mask(), 255));
    PythonScript.run("udfs/src/test/python/slide_scan.py", folder, scan.rule().text());
    JsonNode said = new ObjectMapper().readTree(folder.resolve("said.json").toFile());

    assertThat(scan.threshold()).isEqualTo(said.get("threshold").asInt());
    assertThat(scan.sharpness().orElseThrow())
        .isCloseTo(said.get("sharpness").asDouble(), within(1e-9));
    for (Artefact artefact : Artefact.values()) {
      assertSame(artefact.text(), scan.artefacts().get(artefact));
    }
    assertSame("tissue", scan.tissue().mask());
    assertThat(scan.tissue().mask().count()).isPositive();
  }

  private void assertSame(String name, BitMask mask) throws IOException {
    byte[] grey =
        PngCodec.decodeGrey(Files.readAllBytes(folder.resolve("python_" + name + ".png")));
    BitMask other = new BitMask(mask.width(), mask.height());
    for (int k = 0; k < grey.length; k++) {
      other.set(k % mask.width(), k / mask.width(), grey[k] != 0);
    }
    assertThatPixels(mask).isEqualTo(other);
  }

  @Test
  void refusesOptionsOutOfRange() {
    assertThatThrownBy(() -> new QualityOptions(60, 0.5, 1, 2, 0.1))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining("BAD_TISSUE_OPTIONS: fold-ratio is 0.5, not from 1.0 to 100.0");
    assertThatThrownBy(() -> new QualityOptions(60, 2, 1, 9, 0.1))
        .hasMessageContaining("blur-mpp is 9.0");
    assertThatThrownBy(
            () -> new TissueOptions(TissueRule.OTSU_GREY, 8, 255, 20, 8, 32, 40_000, 40_000))
        .hasMessageContaining("threshold is 255.0");
  }
}
