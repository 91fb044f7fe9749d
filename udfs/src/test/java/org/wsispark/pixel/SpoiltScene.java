package org.wsispark.pixel;

import java.util.SplittableRandom;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.RgbImage;

/**
 * Stained tissue at 2 mpp with one of each artefact in a known place: a rectangle of tissue, grainy
 * as nuclei make it, with a blurred part, a band of three layers, a tear, a black spot, and strokes
 * of a green pen on tissue and on glass.
 */
record SpoiltScene(long seed, boolean ihc) {
  static final int WIDTH = 1_200;
  static final int HEIGHT = 900;
  static final PixelRect TISSUE = new PixelRect(100, 80, 1_000, 640);
  static final PixelRect BLURRED = new PixelRect(632, 120, 336, 272);
  static final PixelRect FOLD = new PixelRect(140, 480, 400, 60);
  static final PixelRect TEAR = new PixelRect(180, 140, 40, 200);
  static final PixelRect DARK = new PixelRect(900, 560, 100, 80);
  static final PixelRect PEN_ON_TISSUE = new PixelRect(400, 90, 60, 300);
  static final PixelRect PEN_ON_GLASS = new PixelRect(300, 780, 500, 60);

  /** Tissue varies on this scale too, which blur leaves. */
  private static final int STRAND_PX = 12;

  /** Three layers and what lies between them. */
  private static final double FOLDED = 3.6;

  /** One sigma, in pixels: 4 µm. */
  private static final int BLUR_PX = 2;

  RgbImage image() {
    SplittableRandom random = new SplittableRandom(seed);
    double[] grain = new double[WIDTH * HEIGHT];
    double[] strands = random.doubles((WIDTH / STRAND_PX) * (HEIGHT / STRAND_PX)).toArray();
    for (int k = 0; k < grain.length; k++) {
      int strand = k / WIDTH / STRAND_PX * (WIDTH / STRAND_PX) + k % WIDTH / STRAND_PX;
      grain[k] = 0.6 * strands[strand] + (random.nextDouble() < 0.3 ? 0.7 : 0);
    }
    double[] soft = soften(grain);
    byte[] rgb = new byte[WIDTH * HEIGHT * 3];
    double[] stain = ihc ? new double[] {0.20, 0.18, 0.14} : new double[] {0.25, 0.75, 0.35};
    double[] ink = {2.0, 0.5, 1.4};
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int at = y * WIDTH + x;
        PixelRect pixel = new PixelRect(x, y, 1, 1);
        double amount = isTissue(pixel) ? 0.5 + (BLURRED.contains(pixel) ? soft : grain)[at] : 0;
        amount *= FOLD.contains(pixel) ? FOLDED : 1;
        boolean pen = PEN_ON_TISSUE.contains(pixel) || PEN_ON_GLASS.contains(pixel);
        for (int c = 0; c < 3; c++) {
          double light = 242 * Math.exp(-amount * stain[c] - (pen ? ink[c] : 0));
          light = DARK.contains(pixel) ? 30 : light + random.nextInt(9) / 8;
          rgb[3 * at + c] = (byte) Math.round(Math.max(0, Math.min(255, light)));
        }
      }
    }
    return new RgbImage(WIDTH, HEIGHT, rgb);
  }

  static boolean isTissue(PixelRect pixel) {
    return TISSUE.contains(pixel) && !TEAR.contains(pixel);
  }

  /** A Gaussian of two passes, far enough out to hold all of its weight. */
  private static double[] soften(double[] values) {
    return pass(pass(values, 1), WIDTH);
  }

  private static double[] pass(double[] values, int step) {
    double[] out = new double[values.length];
    int reach = 4 * BLUR_PX;
    for (int k = 0; k < values.length; k++) {
      double sum = 0;
      double weights = 0;
      for (int d = -reach; d <= reach; d++) {
        int from = k + d * step;
        if (from >= 0 && from < values.length) {
          double weight = Math.exp(-0.5 * d * d / (BLUR_PX * BLUR_PX));
          sum += weight * values[from];
          weights += weight;
        }
      }
      out[k] = sum / weights;
    }
    return out;
  }
}
