package org.wsispark.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wsispark.testkit.pixels.PixelAssertions.assertThatPixels;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.LayerMasks;
import org.wsispark.annotation.aperio.AperioXml;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.BitMask;

class ClassMasksTest {
  private static final Downsample DOWNSAMPLE = Downsample.ofSizes(4443, 3567, 555, 446);
  private static final PixelRect ALL = new PixelRect(0, 0, 300, 200);
  private static final Mpp MPP = new Mpp(0.5);

  /** A disc with a hole and an island in it, and specks. */
  private static ClassMasks masks() {
    SplittableRandom random = new SplittableRandom(5);
    BitMask mask = new BitMask(ALL.width(), ALL.height());
    for (int y = 0; y < ALL.height(); y++) {
      for (int x = 0; x < ALL.width(); x++) {
        double radius = Math.hypot(x - 150, y - 100) + 3 * random.nextDouble();
        mask.set(x, y, radius < 20 || (radius > 40 && radius < 90) || random.nextInt(900) == 0);
      }
    }
    BitMask other = new BitMask(ALL.width(), ALL.height());
    other.setRow(3, 10, 200, true);
    return new ClassMasks(List.of("tumour", "line"), List.of(mask, other), DOWNSAMPLE);
  }

  @Test
  void outlinesAlongPixelEdgesGiveTheMasksAgainAlsoThroughTheXml() {
    ClassMasks masks = masks();
    ClassOutlines outlines = masks.outlines(MPP, 0, "p");
    assertThat(outlines.overlap().iou()).isEqualTo(1.0);
    assertThat(outlines.verticesWritten()).isEqualTo(outlines.verticesTraced()).isPositive();
    AnnotationDocument read = AperioXml.read(AperioXml.write(outlines.document()), "out.xml");
    for (int k = 0; k < 2; k++) {
      assertThatPixels(LayerMasks.rasterize(read.layers().get(k), DOWNSAMPLE, ALL))
          .hasForeground()
          .isEqualTo(masks.masks().get(k));
    }
  }

  @Test
  void simplificationSparesVerticesAndSaysWhatItCosts() {
    ClassMasks masks = masks().cleaned(400, 400, 4);
    ClassOutlines outlines = masks.outlines(MPP, 6, "p");
    assertThat(outlines.verticesWritten()).isLessThan(outlines.verticesTraced() / 3);
    assertThat(outlines.overlap().iou()).isBetween(0.85, 0.9999);
    long both = 0;
    long any = 0;
    for (int k = 0; k < 2; k++) {
      BitMask drawn = LayerMasks.rasterize(outlines.document().layers().get(k), DOWNSAMPLE, ALL);
      for (int y = 0; y < ALL.height(); y++) {
        for (int x = 0; x < ALL.width(); x++) {
          boolean a = drawn.get(x, y);
          boolean b = masks.masks().get(k).get(x, y);
          both += a && b ? 1 : 0;
          any += a || b ? 1 : 0;
        }
      }
    }
    assertThat(outlines.overlap().intersection()).isEqualTo(both);
    assertThat(outlines.overlap().union()).isEqualTo(any);
  }

  @Test
  void componentsBelowAnAreaInSquareMicrometresAreLeftOut() {
    // Pixels of 4 um: 16 um2 each, so 100 um2 are 7 pixels.
    BitMask mask = new BitMask(40, 10);
    mask.setRow(2, 0, 6, true);
    mask.setRow(5, 0, 7, true);
    ClassMasks cleaned = new ClassMasks(List.of("a"), List.of(mask), DOWNSAMPLE).cleaned(100, 0, 4);
    assertThat(cleaned.masks().get(0).count()).isEqualTo(7);
    assertThat(cleaned.outlines(MPP, 0, "p").document().layers().get(0).regions()).hasSize(1);
  }
}
