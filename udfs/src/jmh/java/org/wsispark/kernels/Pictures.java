package org.wsispark.kernels;

import java.util.SplittableRandom;
import org.wsispark.geometry.Ring;
import org.wsispark.raster.RgbImage;

/** Seeded input that compresses and rasterizes about as tissue does. */
final class Pictures {
  private Pictures() {}

  /** Waves of a few pixels with noise, pink to purple. */
  static RgbImage tissue(int width, int height) {
    SplittableRandom random = new SplittableRandom(20260101);
    byte[] rgb = new byte[width * height * 3];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double wave = Math.sin(x / 5.0 + 3 * Math.sin(y / 17.0)) + Math.sin(y / 7.0 + x / 31.0);
        int at = (y * width + x) * 3;
        rgb[at] = (byte) (190 + 15 * wave + random.nextInt(12));
        rgb[at + 1] = (byte) (140 + 30 * wave + random.nextInt(12));
        rgb[at + 2] = (byte) (185 + 12 * wave + random.nextInt(12));
      }
    }
    return new RgbImage(width, height, rgb);
  }

  /** A closed outline that wobbles, of so many vertices. */
  static Ring outline(double centreX, double centreY, double radius, int vertices, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] phases = random.doubles(12, 0, 2 * Math.PI).toArray();
    double[] xy = new double[2 * vertices];
    for (int k = 0; k < vertices; k++) {
      double angle = 2 * Math.PI * k / vertices;
      double wobble = 0;
      for (int wave = 0; wave < phases.length; wave++) {
        wobble += Math.cos((wave + 1) * 7 * angle + phases[wave]) / (wave + 1);
      }
      double reach = radius * (1 + 0.1 * wobble);
      xy[2 * k] = centreX + reach * Math.cos(angle);
      xy[2 * k + 1] = centreY + reach * Math.sin(angle);
    }
    return Ring.ofPx(xy);
  }
}
