package org.wsispark.slide.synthetic;

import org.wsispark.raster.RgbImage;

/**
 * Shrinks an image to the rounded means of its blocks of 4 x 4 pixels; what is left over falls
 * away.
 */
final class BoxMean {
  static final int FACTOR = 4;

  private BoxMean() {}

  static RgbImage of(RgbImage image) {
    int width = image.width() / FACTOR;
    int height = image.height() / FACTOR;
    int stride = image.width() * 3;
    byte[] in = image.rgb();
    byte[] out = new byte[width * height * 3];
    for (int y = 0, to = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int first = y * FACTOR * stride + x * FACTOR * 3;
        for (int band = 0; band < 3; band++) {
          int sum = FACTOR * FACTOR / 2;
          for (int row = first + band; row < first + FACTOR * stride; row += stride) {
            sum += (in[row] & 0xFF) + (in[row + 3] & 0xFF);
            sum += (in[row + 6] & 0xFF) + (in[row + 9] & 0xFF);
          }
          out[to++] = (byte) (sum / (FACTOR * FACTOR));
        }
      }
    }
    return new RgbImage(width, height, out);
  }
}
