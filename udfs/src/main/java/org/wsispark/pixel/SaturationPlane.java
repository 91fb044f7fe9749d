package org.wsispark.pixel;

import org.wsispark.errors.WsiException;
import org.wsispark.raster.RgbImage;

/**
 * What a rule measures of a whole image (HSV saturation, for one), one byte per pixel, filled piece
 * by piece so that no more than one piece of the colour image is in memory. White until filled.
 */
final class SaturationPlane {
  /** 2^28 px: the mask, its labels and this plane stay below 2 GiB together. */
  private static final long LARGEST_PX = 1L << 28;

  /**
   * Below this largest channel a pixel counts as colourless: one step of JPEG noise on the black
   * margin of a scan would otherwise be fully saturated. Tissue at a few mpp is far brighter.
   */
  private static final int DARKEST = 24;

  private final int width;
  private final int height;
  private final byte[] saturation;
  private final TissueRule rule;

  SaturationPlane(int width, int height, TissueRule rule) {
    this.rule = rule;
    if ((long) width * height > LARGEST_PX) {
      throw WsiException.of(
              PixelError.MASK_TOO_LARGE,
              "a tissue mask of %dx%d pixels is too large",
              width,
              height)
          .remedy("Raise the mpp of the tissue mask");
    }
    this.width = width;
    this.height = height;
    this.saturation = new byte[width * height];
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  byte[] bytes() {
    return saturation;
  }

  /** Fills the rectangle whose top-left pixel is (x, y); the piece lies inside the plane. */
  void fill(RgbImage piece, int x, int y) {
    byte[] rgb = piece.rgb();
    int at = 0;
    for (int row = 0; row < piece.height(); row++) {
      int out = (y + row) * width + x;
      for (int column = 0; column < piece.width(); column++, at += 3) {
        saturation[out + column] =
            (byte) rule.measure(rgb[at] & 255, rgb[at + 1] & 255, rgb[at + 2] & 255);
      }
    }
  }

  /** 255 (max - min) / max, rounded to the nearest step. */
  static int saturation(int red, int green, int blue) {
    int most = Math.max(red, Math.max(green, blue));
    int least = Math.min(red, Math.min(green, blue));
    return most < DARKEST ? 0 : (255 * (most - least) + most / 2) / most;
  }
}
