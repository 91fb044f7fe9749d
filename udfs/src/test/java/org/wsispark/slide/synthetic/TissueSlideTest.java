package org.wsispark.slide.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.RgbImage;

class TissueSlideTest {
  private static final TissueSpec SPEC =
      new TissueSpec(1500, 1210, 5, 9, TissueSpec.Organ.COLON, TissueSpec.Stain.HE);

  @TempDir Path folder;

  @Test
  void theSameSlideIsTheSameBytesOnAnyNumberOfThreads() throws IOException {
    Path one = write("one.svs", 5, Optional.empty(), 1);
    Path three = write("three.svs", 5, Optional.empty(), 3);
    Path other = write("other.svs", 6, Optional.empty(), 3);
    assertThat(one).hasSameBinaryContentAs(three);
    assertThat(Files.mismatch(one, other)).isNotNegative();
  }

  @Test
  void openSlideAndTifffileSeeLevelsPixelsLabelAndMacro() throws Exception {
    Path path = write("s.svs", 5, Optional.empty(), 2);
    OtherReaders others = OtherReaders.read(folder, List.of(path));
    assertThat(others.vendor(path)).isEqualTo("aperio");
    RgbImage painted = whole(SPEC);
    RgbImage expected = painted;
    for (int level = 0; level < 3; level++) {
      RgbImage open = others.image(path, "openslide", level);
      RgbImage tiff = others.image(path, "tifffile", level);
      assertThat(open).as("level %d", level).isEqualTo(tiff);
      assertThat(open.width()).isEqualTo(1500 >> 2 * level);
      assertThat(open.height()).isEqualTo(1210 >> 2 * level);
      assertThat(meanError(open, expected)).as("level %d", level).isLessThan(4);
      expected = BoxMean.of(expected);
    }
    assertThat(others.image(path, "openslide", 3)).isNull();
    assertThat(others.image(path, "openslide", "label"))
        .isEqualTo(LabelArt.label(List.of("SYNTHETIC", "S-1")))
        .isEqualTo(others.image(path, "tifffile", "label"));
    assertThat(others.image(path, "openslide", "macro").width()).isEqualTo(1280);
    assertThat(meanError(others.image(path, "openslide", "thumbnail"), BoxMean.of(painted)))
        .isLessThan(4);
  }

  @Test
  void privateDataLiesEverywhereInAPrivateSlideAndNowhereInAnother() throws Exception {
    PrivateData who = PrivateData.invent(3, 4);
    Path secret = write("secret.svs", 5, Optional.of(who), 2);
    String bytes = text(secret);
    String open = text(write("open.svs", 5, Optional.empty(), 2));
    for (String needle : who.needles()) {
      assertThat(bytes).as(needle).contains(needle);
      assertThat(open).as(needle).doesNotContain(needle);
    }
    assertThat(bytes).contains("seen by " + who.physician());
    assertThat(bytes.split("Patient = " + who.patientId(), -1)).as("both directories").hasSize(3);
    OtherReaders others = OtherReaders.read(folder, List.of(secret));
    assertThat(others.image(secret, "openslide", "label"))
        .isNotEqualTo(LabelArt.label(List.of("SYNTHETIC", "S-1")));
    assertThat(meanError(others.image(secret, "openslide", 0), whole(SPEC))).isLessThan(4);
  }

  @Test
  void aRectangleDoesNotDependOnHowItIsCut() {
    TissuePainter painter = new TissuePainter(new TissueScene(SPEC));
    PixelRect all = new PixelRect(300, 200, 700, 600);
    RgbImage image = painter.paint(all).orElseThrow();
    for (PixelRect part :
        List.of(
            new PixelRect(300, 200, 1, 1),
            new PixelRect(437, 333, 240, 240),
            new PixelRect(640, 480, 61, 97),
            new PixelRect(999, 799, 1, 1))) {
      RgbImage cut = painter.paint(part).orElseGet(() -> glass(part));
      assertThat(cut).as("%s", part).isEqualTo(image.crop(part.shift(-300, -200)));
    }
  }

  @Test
  void blurredAndFoldedAndInkedRectanglesFitTogetherToo() {
    int blurred = 0;
    int inked = 0;
    for (long seed = 1; seed <= 5; seed++) {
      TissueSpec spec =
          new TissueSpec(1024, 1024, seed, 1, TissueSpec.Organ.LIVER, TissueSpec.Stain.HE);
      TissueScene scene = new TissueScene(spec);
      PixelRect all = new PixelRect(0, 0, 1024, 1024);
      FieldGrid fields = scene.fields(all);
      blurred += fields.max(SceneField.BLUR) > 60 ? 1 : 0;
      inked += fields.max(SceneField.PEN) > 0 ? 1 : 0;
      TissuePainter painter = new TissuePainter(scene);
      RgbImage image = painter.paint(all).orElseThrow();
      for (int y = 0; y < 1024; y += 512) {
        PixelRect part = new PixelRect(256, y, 512, 512);
        RgbImage cut = painter.paint(part).orElseGet(() -> glass(part));
        assertThat(cut).as("seed %d, %s", seed, part).isEqualTo(image.crop(part));
      }
    }
    assertThat(blurred).isPositive();
    assertThat(inked).isPositive();
  }

  @Test
  void anInscriptionIsInkOnTheScanAndNothingElseChanges() {
    PixelRect corner = new PixelRect(20, 20, 500, 200);
    RgbImage plain =
        new TissuePainter(new TissueScene(SPEC)).paint(corner).orElseGet(() -> glass(corner));
    RgbImage written =
        new TissuePainter(new TissueScene(SPEC, "S21-65052")).paint(corner).orElseThrow();
    int inked = 0;
    for (int k = 0; k < written.rgb().length; k++) {
      int before = plain.rgb()[k] & 0xFF;
      int after = written.rgb()[k] & 0xFF;
      assertThat(after).isLessThanOrEqualTo(before);
      inked += after < before - 40 ? 1 : 0;
    }
    assertThat((double) inked / written.rgb().length).isBetween(0.05, 0.6);
  }

  @Test
  void aSlideTooSmallForATumourIsRefused() {
    assertThatThrownBy(
            () -> new TissueSpec(1000, 4000, 1, 1, TissueSpec.Organ.COLON, TissueSpec.Stain.HE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1000x4000");
  }

  private Path write(String file, long seed, Optional<PrivateData> who, int threads) {
    Path path = folder.resolve(file);
    TissueSpec spec =
        new TissueSpec(1500, 1210, seed, 9, TissueSpec.Organ.COLON, TissueSpec.Stain.HE);
    new TissueSlide(new TissueScene(spec), "S-1", who).write(path, threads);
    return path;
  }

  private static RgbImage glass(PixelRect rect) {
    RgbImage image = RgbImage.white(rect.width(), rect.height());
    Arrays.fill(image.rgb(), (byte) TissuePainter.glass());
    return image;
  }

  private static RgbImage whole(TissueSpec spec) {
    PixelRect all = new PixelRect(0, 0, spec.width(), spec.height());
    return new TissuePainter(new TissueScene(spec)).paint(all).orElseThrow();
  }

  private static String text(Path path) throws IOException {
    return new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
  }

  private static double meanError(RgbImage a, RgbImage b) {
    assertThat(a.rgb()).hasSameSizeAs(b.rgb());
    long sum = 0;
    for (int k = 0; k < a.rgb().length; k++) {
      sum += Math.abs((a.rgb()[k] & 0xFF) - (b.rgb()[k] & 0xFF));
    }
    return (double) sum / a.rgb().length;
  }
}
