package org.wsispark.slide.openslide;

import org.wsispark.raster.RgbImage;

/** From OpenSlide's pixels to ours. */
final class PremultipliedPixels {
  private PremultipliedPixels() {}

  /**
   * Puts pixels over white. Colours come multiplied by alpha, so what white adds is 255 - alpha and
   * nothing is divided or rounded: opaque pixels keep their bits, transparent ones are white.
   */
  static RgbImage onWhite(int[] argb, int width, int height) {
    byte[] rgb = new byte[Math.multiplyExact(argb.length, 3)];
    int at = 0;
    for (int pixel : argb) {
      int white = 255 - (pixel >>> 24);
      rgb[at] = (byte) Math.min(255, (pixel >> 16 & 255) + white);
      rgb[at + 1] = (byte) Math.min(255, (pixel >> 8 & 255) + white);
      rgb[at + 2] = (byte) Math.min(255, (pixel & 255) + white);
      at += 3;
    }
    return new RgbImage(width, height, rgb);
  }
}
