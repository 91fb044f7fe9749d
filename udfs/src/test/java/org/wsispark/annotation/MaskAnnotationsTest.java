package org.wsispark.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wsispark.testkit.pixels.PixelAssertions.assertThatPixels;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wsispark.annotation.aperio.AperioXml;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.BitMask;

class MaskAnnotationsTest {
  private static final List<Downsample> DOWNSAMPLES =
      List.of(
          Downsample.NONE,
          Downsample.of(32),
          Downsample.ofSizes(4443, 3567, 2221, 1783),
          Downsample.ofSizes(46_001, 32_915, 2_875, 2_057));

  private static AnnotationDocument throughXml(BitMask mask, Downsample d, int x, int y) {
    Layer layer = MaskAnnotations.layer(1, "Tumour", Layer.GREEN, mask, d, x, y);
    AnnotationDocument document =
        new AnnotationDocument(Optional.of(new Mpp(0.25)), List.of(layer));
    AnnotationDocument read = AperioXml.read(AperioXml.write(document), "mask.xml");
    assertThat(read).isEqualTo(document);
    return read;
  }

  private static void comesBack(BitMask mask, Downsample d, int x, int y, String what) {
    Layer layer = throughXml(mask, d, x, y).layers().get(0);
    PixelRect window = new PixelRect(x, y, mask.width(), mask.height());
    assertThatPixels(LayerMasks.rasterize(layer, d, window)).as(what).isEqualTo(mask);
  }

  /** Boxes in boxes, each level with several, some touching at corners. */
  private static BitMask nested(SplittableRandom random, int levels) {
    BitMask mask = new BitMask(200, 160);
    nest(mask, random, new PixelRect(1, 1, 198, 158), levels, true);
    return mask;
  }

  private static void nest(
      BitMask mask, SplittableRandom random, PixelRect box, int levels, boolean value) {
    for (int y = box.y(); y < box.bottom(); y++) {
      mask.setRow(y, box.x(), box.right(), value);
    }
    if (levels == 1 || box.width() < 9 || box.height() < 9) {
      return;
    }
    int split = box.x() + box.width() * random.nextInt(30, 70) / 100;
    int gap = random.nextInt(2);
    int low = box.y() + box.height() / 2;
    nest(
        mask,
        random,
        PixelRect.ofEdges(box.x() + 1, box.y() + 1, split, low + gap),
        levels - 1,
        !value);
    nest(
        mask,
        random,
        PixelRect.ofEdges(split, low + gap, box.right() - 1, box.bottom() - 1),
        levels - 1,
        !value);
  }

  @Test
  void nestedMasksComeBackThroughTheXml() {
    for (int seed = 0; seed < 40; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      BitMask mask = nested(random, 4 + seed % 3);
      assertThat(mask.count()).isPositive();
      Downsample d = DOWNSAMPLES.get(seed % DOWNSAMPLES.size());
      comesBack(mask, d, random.nextInt(-300, 900), random.nextInt(-300, 900), "seed " + seed);
    }
  }

  @Test
  void noiseComesBackThroughTheXml() {
    for (int seed = 0; seed < 40; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      BitMask mask = new BitMask(90, 50);
      int percent = random.nextInt(10, 90);
      for (int k = 0; k < 4_500; k++) {
        mask.set(k % 90, k / 90, random.nextInt(100) < percent);
      }
      assertThat(mask.count()).isPositive();
      Downsample d = DOWNSAMPLES.get(seed % DOWNSAMPLES.size());
      comesBack(mask, d, random.nextInt(-300, 900), random.nextInt(-300, 900), "seed " + seed);
    }
  }

  @Test
  void tracedLayersPassTheCheck() {
    AnnotationDocument document =
        throughXml(nested(new SplittableRandom(5), 5), Downsample.of(4), 0, 0);
    AnnotationCheck check =
        AnnotationCheck.of(document, Optional.of(new PixelRect(0, 0, 800, 640)));
    assertThat(check.findings()).isEmpty();
    assertThat(check.layers().get(0).negatives()).isPositive();
    assertThat(check.isClean()).isTrue();
  }

  @Test
  void anEmptyMaskIsALayerWithoutRegions() {
    AnnotationDocument document = throughXml(new BitMask(3, 3), Downsample.NONE, 0, 0);
    assertThat(document.layers()).hasSize(1);
    assertThat(document.layers().get(0).regions()).isEmpty();
  }
}
