package org.wsispark.testkit.oracle;

import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Rational;
import org.wsispark.raster.RgbImage;

/** The box filter by its definition: the mean over the area of a target pixel, as a fraction. */
public final class MeanOracle {
  private MeanOracle() {}

  /**
   * One sample of a reduced image.
   *
   * @param image source pixels
   * @param at where the image lies, in source pixels; must hold the whole area of the target pixel
   * @param scale source pixels per target pixel
   * @param x column of the target pixel
   * @param y row of the target pixel
   * @param channel 0 red, 1 green, 2 blue
   * @return 0 to 255, halves rounded up
   */
  public static int sample(
      RgbImage image, PixelRect at, Downsample scale, int x, int y, int channel) {
    BigFraction sum = BigFraction.ZERO;
    for (int row = 0; row < at.height(); row++) {
      BigFraction tall = overlap(scale.y(), y, at.y() + row);
      if (tall.over().signum() == 0) {
        continue;
      }
      BigFraction rowSum = BigFraction.ZERO;
      for (int column = 0; column < at.width(); column++) {
        BigFraction wide = overlap(scale.x(), x, at.x() + column);
        if (wide.over().signum() != 0) {
          int value = image.rgb()[(row * at.width() + column) * 3 + channel] & 255;
          rowSum = rowSum.plus(wide.times(BigFraction.of(value, 1)));
        }
      }
      sum = sum.plus(rowSum.times(tall));
    }
    BigFraction area = BigFraction.of(scale.x()).times(BigFraction.of(scale.y()));
    return sum.dividedBy(area).rounded().intValueExact();
  }

  /** Length that the target pixel and the source pixel share, in source pixels. */
  private static BigFraction overlap(Rational scale, int target, int source) {
    BigFraction step = BigFraction.of(scale);
    BigFraction from = step.times(BigFraction.of(target, 1)).max(BigFraction.of(source, 1));
    BigFraction to = step.times(BigFraction.of(target + 1L, 1)).min(BigFraction.of(source + 1L, 1));
    return to.minus(from).max(BigFraction.ZERO);
  }
}
