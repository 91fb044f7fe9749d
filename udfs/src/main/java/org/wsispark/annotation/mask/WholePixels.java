package org.wsispark.annotation.mask;

import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Ring;

/** How the PAIP scripts make whole numbers of coordinates, and what follows from them. */
final class WholePixels {
  private WholePixels() {}

  /** The text before the dot, read as a whole number: toward zero. */
  static int beforeDot(long microPx) {
    return (int) (microPx / Ring.MICRO);
  }

  /** To the nearest, halves to the even number. */
  static int halfEven(long microPx) {
    long floor = Math.floorDiv(microPx, Ring.MICRO);
    long twice = 2 * Math.floorMod(microPx, Ring.MICRO);
    boolean up = twice > Ring.MICRO || (twice == Ring.MICRO && (floor & 1) == 1);
    return (int) (up ? floor + 1 : floor);
  }

  static int clamp(long value, int low, int high) {
    return (int) Math.max(low, Math.min(high, value));
  }

  /** Values of a window whose pixels outside the grid stay 0. */
  static byte[] none(PixelRect window) {
    return new byte[Math.multiplyExact(window.width(), window.height())];
  }
}
