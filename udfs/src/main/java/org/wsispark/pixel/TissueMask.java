package org.wsispark.pixel;

import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.Mpp;
import org.wsispark.raster.BitMask;

/**
 * Tissue of a whole slide. Mask pixel (i, j) is the level-0 rectangle [i*x, (i+1)*x) x [j*y,
 * (j+1)*y) of the downsample; what lies right of or below the mask is not tissue.
 *
 * @param mask foreground is tissue
 * @param downsample level-0 pixels per mask pixel
 * @param mpp resolution of the mask
 */
public record TissueMask(BitMask mask, Downsample downsample, Mpp mpp) {

  /**
   * The share of the mask that is tissue.
   *
   * @return 0 to 1; 0 for a mask without pixels
   */
  public double fraction() {
    long pixels = (long) mask.width() * mask.height();
    return pixels == 0 ? 0 : (double) mask.count() / pixels;
  }
}
