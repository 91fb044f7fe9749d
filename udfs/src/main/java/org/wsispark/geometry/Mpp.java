package org.wsispark.geometry;

import java.io.Serializable;
import org.wsispark.errors.WsiException;

/**
 * A resolution in micrometres per pixel, the same on both axes.
 *
 * @param umPerPx finite, above 0, at most 1,000
 */
public record Mpp(double umPerPx) implements Serializable {
  private static final double LARGEST = 1_000;

  /**
   * Checks the value.
   *
   * @throws WsiException {@link GeometryError#BAD_MPP} when it is no usable resolution
   */
  public Mpp {
    if (!(umPerPx > 0 && umPerPx <= LARGEST)) {
      throw WsiException.of(
              GeometryError.BAD_MPP, "%s is no resolution in micrometres per pixel", umPerPx)
          .remedy("Give a number above 0 and at most 1000, such as 0.5");
    }
  }

  /**
   * This resolution as an exact fraction of its shortest decimal.
   *
   * @return micrometres per pixel
   */
  public Rational exact() {
    return Rational.ofDecimal(umPerPx);
  }

  /**
   * The resolution of a grid that is coarser by a downsample.
   *
   * @param downsample pixels of this resolution per pixel of the coarser grid
   * @return micrometres per pixel of the coarser grid (mean of both axes)
   */
  public Mpp times(Downsample downsample) {
    return new Mpp(umPerPx * downsample.mean());
  }
}
