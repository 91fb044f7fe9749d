package org.wsispark.slide.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Ring;
import org.wsispark.raster.RgbImage;

/** The truth against the pixels, with the masks of java.awt as an independent rasterizer. */
class SceneTruthTest {
  private static final int SIDE = 1600;
  private static final double[] HEMATOXYLIN = {0.65, 0.70, 0.29};
  private static final double[] EOSIN = {0.07, 0.99, 0.11};
  private static final double[] DAB = {0.27, 0.57, 0.78};

  @Test
  void aThresholdOnHematoxylinFindsTheTumourOnlyInPartAndItsDensityTellsMore() {
    for (TissueSpec.Organ organ : TissueSpec.Organ.values()) {
      TissueScene scene = scene(40 + organ.ordinal(), organ, TissueSpec.Stain.HE);
      BitSet truth = mask(scene.truth(), 0);
      assertThat(truth.cardinality()).as("tumour of %s", organ).isGreaterThan(SIDE * SIDE / 100);
      double[] stain = amounts(paint(scene), HEMATOXYLIN, EOSIN, DAB);
      double iou = iou(above(stain, otsu(stain)), truth);
      assertThat(iou).as("Otsu on %s", organ).isBetween(0.10, 0.70);
      double[] around = boxMean(stain, 24);
      double best = 0;
      for (double threshold = 0.1; threshold < 0.8; threshold += 0.05) {
        best = Math.max(best, iou(above(around, threshold), truth));
      }
      assertThat(best).as("density round a pixel, %s", organ).isGreaterThan(iou + 0.1);
    }
  }

  @Test
  void brownNucleiLieInViableTumourOnly() {
    TissueScene scene = scene(77, TissueSpec.Organ.BREAST, TissueSpec.Stain.IHC);
    BitSet truth = mask(scene.truth(), 28);
    RgbImage image = paint(scene);
    int brown = 0;
    int outside = 0;
    for (int k = 0; k < SIDE * SIDE; k++) {
      int red = image.rgb()[3 * k] & 0xFF;
      int blue = image.rgb()[3 * k + 2] & 0xFF;
      if (red - blue > 40 && red < 190) {
        brown++;
        outside += truth.get(k) ? 0 : 1;
      }
    }
    assertThat(brown).isGreaterThan(3_000);
    assertThat(outside).isZero();
  }

  @Test
  void layersAreThoseOfPaip2019WithHolesAndIslands() {
    int islands = 0;
    int satellites = 0;
    for (long seed = 1; seed <= 12; seed++) {
      TissueScene scene = scene(seed, TissueSpec.Organ.COLON, TissueSpec.Stain.HE);
      SceneTruth truth = scene.truth();
      assertThat(truth.whole()).isEqualTo(truth.viable()).isNotEmpty();
      assertThat(truth.notViable()).isNotEmpty();
      satellites += truth.whole().size() > 1 ? 1 : 0;
      Area whole = union(truth.whole());
      for (Ring hole : truth.notViable()) {
        Area inside = new Area(path(hole));
        islands += inside.isSingular() ? 0 : 1;
        inside.subtract(whole);
        assertThat(inside.isEmpty()).as("a hole of seed %d within its tumour", seed).isTrue();
      }
    }
    assertThat(islands).isPositive();
    assertThat(satellites).isPositive();
  }

  private static TissueScene scene(long seed, TissueSpec.Organ organ, TissueSpec.Stain stain) {
    return new TissueScene(new TissueSpec(SIDE, SIDE, seed, seed, organ, stain));
  }

  private static RgbImage paint(TissueScene scene) {
    return new TissuePainter(scene).paint(new PixelRect(0, 0, SIDE, SIDE)).orElseThrow();
  }

  /** Viable tumour, with all of a border of some px round its outlines. */
  private static BitSet mask(SceneTruth truth, int borderPx) {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_BINARY);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    truth.viable().forEach(ring -> graphics.fill(path(ring)));
    graphics.setColor(Color.BLACK);
    truth.notViable().forEach(ring -> graphics.fill(path(ring)));
    if (borderPx > 0) {
      graphics.setColor(Color.WHITE);
      graphics.setStroke(new BasicStroke(borderPx));
      truth.viable().forEach(ring -> graphics.draw(path(ring)));
      truth.notViable().forEach(ring -> graphics.draw(path(ring)));
    }
    graphics.dispose();
    BitSet mask = new BitSet();
    for (int k = 0; k < SIDE * SIDE; k++) {
      mask.set(k, (image.getRGB(k % SIDE, k / SIDE) & 0xFF) != 0);
    }
    return mask;
  }

  private static Area union(List<Ring> rings) {
    Area area = new Area();
    rings.forEach(ring -> area.add(new Area(path(ring))));
    return area;
  }

  private static Path2D path(Ring ring) {
    Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
    for (int k = 0; k < ring.size(); k++) {
      double x = ring.xMicroPx(k) / 1e6;
      double y = ring.yMicroPx(k) / 1e6;
      if (k == 0) {
        path.moveTo(x, y);
      } else {
        path.lineTo(x, y);
      }
    }
    path.closePath();
    return path;
  }

  /** The amount of the first stain of three, by color deconvolution. */
  private static double[] amounts(RgbImage image, double[] first, double[] b, double[] c) {
    double[] cross = {
      b[1] * c[2] - b[2] * c[1], b[2] * c[0] - b[0] * c[2], b[0] * c[1] - b[1] * c[0]
    };
    double determinant = first[0] * cross[0] + first[1] * cross[1] + first[2] * cross[2];
    double[] amounts = new double[SIDE * SIDE];
    for (int k = 0; k < amounts.length; k++) {
      for (int band = 0; band < 3; band++) {
        double light = ((image.rgb()[3 * k + band] & 0xFF) + 1) / 244.0;
        amounts[k] -= Math.log(light) * cross[band] / determinant;
      }
    }
    return amounts;
  }

  /** The threshold that parts a histogram of 256 bins over the tissue best, by N. Otsu (1979). */
  private static double otsu(double[] values) {
    double[] histogram = new double[256];
    for (double value : values) {
      if (value > 0.02) {
        histogram[(int) Math.min(255, value * 128)]++;
      }
    }
    double best = 0;
    int threshold = 0;
    for (int t = 1; t < 256; t++) {
      double w0 = 0;
      double w1 = 0;
      double s0 = 0;
      double s1 = 0;
      for (int k = 0; k < 256; k++) {
        if (k < t) {
          w0 += histogram[k];
          s0 += k * histogram[k];
        } else {
          w1 += histogram[k];
          s1 += k * histogram[k];
        }
      }
      double between = w0 * w1 == 0 ? 0 : w0 * w1 * Math.pow(s0 / w0 - s1 / w1, 2);
      if (between > best) {
        best = between;
        threshold = t;
      }
    }
    return threshold / 128.0;
  }

  private static BitSet above(double[] values, double threshold) {
    BitSet mask = new BitSet();
    for (int k = 0; k < values.length; k++) {
      mask.set(k, values[k] >= threshold);
    }
    return mask;
  }

  private static double iou(BitSet a, BitSet b) {
    BitSet both = (BitSet) a.clone();
    both.and(b);
    BitSet either = (BitSet) a.clone();
    either.or(b);
    return (double) both.cardinality() / either.cardinality();
  }

  private static double[] boxMean(double[] values, int radius) {
    double[] sums = new double[(SIDE + 1) * (SIDE + 1)];
    for (int y = 0; y < SIDE; y++) {
      double row = 0;
      for (int x = 0; x < SIDE; x++) {
        row += values[y * SIDE + x];
        sums[(y + 1) * (SIDE + 1) + x + 1] = sums[y * (SIDE + 1) + x + 1] + row;
      }
    }
    double[] means = new double[values.length];
    for (int y = 0; y < SIDE; y++) {
      int top = Math.max(0, y - radius);
      int bottom = Math.min(SIDE, y + radius + 1);
      for (int x = 0; x < SIDE; x++) {
        int left = Math.max(0, x - radius);
        int right = Math.min(SIDE, x + radius + 1);
        double sum =
            sums[bottom * (SIDE + 1) + right]
                - sums[top * (SIDE + 1) + right]
                - sums[bottom * (SIDE + 1) + left]
                + sums[top * (SIDE + 1) + left];
        means[y * SIDE + x] = sum / ((bottom - top) * (right - left));
      }
    }
    return means;
  }
}
