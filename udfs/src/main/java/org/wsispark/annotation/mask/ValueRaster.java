package org.wsispark.annotation.mask;

import org.wsispark.geometry.PixelRect;

/** The values of a mask, window by window. Any number of threads may ask. */
@FunctionalInterface
public interface ValueRaster {

  /**
   * The values of a window.
   *
   * @param window in mask pixels; may reach over the mask's edges
   * @return a new array, one byte (0 to 255) per pixel, row by row; 0 where there is nothing
   */
  byte[] values(PixelRect window);
}
