package org.wsispark.testkit.pixels;

import org.wsispark.raster.BitMask;
import org.wsispark.raster.RgbImage;

/** Where assertions about pixels start. They name the first wrong pixel and show its neighbours. */
public final class PixelAssertions {
  private PixelAssertions() {}

  /** About an image. */
  public static RgbImageAssert assertThatPixels(RgbImage actual) {
    return new RgbImageAssert(actual);
  }

  /** About a mask. */
  public static BitMaskAssert assertThatPixels(BitMask actual) {
    return new BitMaskAssert(actual);
  }
}
