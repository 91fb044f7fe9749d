package org.wsispark.inference;

import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.RgbImage;

/** Where the pixels of a frame come from. */
@FunctionalInterface
public interface WindowSource {

  /**
   * Reads a rectangle.
   *
   * @param frameRect in frame pixels; may reach over the edges of the frame
   * @return an image of that size, white outside the slide
   */
  RgbImage read(PixelRect frameRect);
}
