package org.wsispark.raster;

import org.wsispark.geometry.PixelRect;

/**
 * Computes pixels of a grid from those of a finer one. A target pixel depends on its own position
 * only, never on the rectangle or tile it is computed with, and a constant image stays constant.
 */
public sealed interface Resampler permits AreaResampler, LanczosResampler {

  /**
   * The source pixels that a target rectangle depends on.
   *
   * @param target in target pixels
   * @return in source pixels
   */
  PixelRect sourceOf(PixelRect target);

  /**
   * Computes a target rectangle.
   *
   * @param source pixels of the source
   * @param sourceRect where they lie in the source's grid; contains {@link #sourceOf(PixelRect)}
   * @param target in target pixels
   * @return an image of the target's size
   * @throws IllegalArgumentException when source pixels are missing
   */
  default RgbImage resample(RgbImage source, PixelRect sourceRect, PixelRect target) {
    RgbImage out = RgbImage.black(target.width(), target.height());
    resample(source, sourceRect, target, out);
    return out;
  }

  /**
   * Computes a target rectangle into an image that is there.
   *
   * @param source pixels of the source
   * @param sourceRect where they lie in the source's grid; contains {@link #sourceOf(PixelRect)}
   * @param target in target pixels
   * @param into has the target's size; every pixel of it is set
   * @throws IllegalArgumentException when source pixels are missing, or {@code into} has another
   *     size
   */
  void resample(RgbImage source, PixelRect sourceRect, PixelRect target, RgbImage into);
}
