package org.wsispark.raster;

import java.util.Arrays;

/**
 * How much each pixel of a window counts where windows overlap: a separable integer bump, {@code
 * weight(x, y) = w(x) * w(y)} with {@code w(i) = min(i + 1, side - i)}. It is at least 1
 * everywhere, so that every pixel of a window counts, highest in the middle, and symmetric. For an
 * even side and windows that overlap by half, w adds up to the same number at every pixel between
 * the outermost half windows: the blend is linear. Immutable.
 */
public final class WindowWeights {
  /** The longest side for which a weight still fits into an int. */
  public static final int LONGEST_SIDE = 1 << 16;

  private final int[] along;

  private WindowWeights(int[] along) {
    this.along = along;
  }

  /**
   * The weights of a square window.
   *
   * @param side pixels along one side, 1 to {@link #LONGEST_SIDE}
   * @return its weights
   * @throws IllegalArgumentException when the side is out of bounds
   */
  public static WindowWeights ofSide(int side) {
    if (side < 1 || side > LONGEST_SIDE) {
      throw new IllegalArgumentException("no window has a side of " + side + " px");
    }
    int[] along = new int[side];
    Arrays.setAll(along, i -> Math.min(i + 1, side - i));
    return new WindowWeights(along);
  }

  /**
   * The side of the window.
   *
   * @return pixels
   */
  public int side() {
    return along.length;
  }

  /**
   * The weight of one column or row; the weight of a pixel is the product of both.
   *
   * @param i column or row in the window, 0 to side - 1
   * @return min(i + 1, side - i), at least 1
   */
  public int along(int i) {
    return along[i];
  }
}
