package org.wsispark.jobs.source;

import org.wsispark.raster.RgbImage;

/**
 * The mean of an image's pixels, 0 to 255.
 *
 * @param red of all pixels
 * @param green of all pixels
 * @param blue of all pixels
 */
record MeanColour(double red, double green, double blue) {

  static MeanColour of(RgbImage image) {
    long red = 0;
    long green = 0;
    long blue = 0;
    byte[] rgb = image.rgb();
    for (int k = 0; k < rgb.length; k += 3) {
      red += rgb[k] & 255;
      green += rgb[k + 1] & 255;
      blue += rgb[k + 2] & 255;
    }
    double pixels = rgb.length / 3.0;
    return new MeanColour(red / pixels, green / pixels, blue / pixels);
  }

  /** Brightness by ITU-R BT.601, as most libraries make grey of colour. */
  double grey() {
    return 0.299 * red + 0.587 * green + 0.114 * blue;
  }
}
