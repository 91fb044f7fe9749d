package org.wsispark.testkit.pixels;

import org.assertj.core.api.AbstractAssert;
import org.wsispark.raster.BitMask;

/** Assertions about a mask. In the pictures # is foreground, . background. */
public final class BitMaskAssert extends AbstractAssert<BitMaskAssert, BitMask> {
  BitMaskAssert(BitMask actual) {
    super(actual, BitMaskAssert.class);
  }

  /** Holds when size and all pixels are the same. */
  public BitMaskAssert isEqualTo(BitMask expected) {
    isNotNull();
    PixelDifference.sameSize(actual.width(), actual.height(), expected.width(), expected.height())
        .ifPresent(this::failWithMessage);
    PixelDifference.find(
            actual.width(),
            actual.height(),
            (x, y) -> actual.get(x, y) != expected.get(x, y),
            (x, y) -> mark(expected, x, y),
            (x, y) -> mark(actual, x, y))
        .ifPresent(difference -> failWithMessage("%s", difference));
    return this;
  }

  /** Holds when at least one pixel is set; a comparison of empty masks says nothing. */
  public BitMaskAssert hasForeground() {
    isNotNull();
    if (actual.count() == 0) {
      failWithMessage("the %dx%d mask has no foreground", actual.width(), actual.height());
    }
    return this;
  }

  private static String mark(BitMask mask, int x, int y) {
    return mask.get(x, y) ? "#" : ".";
  }
}
