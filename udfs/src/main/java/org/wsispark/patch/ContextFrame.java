package org.wsispark.patch;

import java.math.BigInteger;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Rational;
import org.wsispark.raster.AreaResampler;
import org.wsispark.raster.ShiftedScale;
import org.wsispark.slide.ReadFrame;

/**
 * Images round patches at a coarser resolution: of the patch's size in pixels, and centred where it
 * is. Their pixels start where the centre wants them, not on the grid of a level: the start is
 * rounded to a unit of at most one level-0 pixel, so both centres agree within half a level-0
 * pixel, which is half a pixel of the finest level. Each pixel is the mean of the area of the level
 * under it; where the level has the resolution and the start falls on a pixel of it, that is the
 * level's own pixel.
 */
final class ContextFrame {
  private final ReadFrame patch;
  private final ReadFrame context;

  /**
   * A resolution round the patches of a frame.
   *
   * @param patch frame that patches are cut from
   * @param context frame of the coarser resolution of the same slide
   */
  ContextFrame(ReadFrame patch, ReadFrame context) {
    this.patch = patch;
    this.context = context;
  }

  ReadFrame frame() {
    return context;
  }

  /** Makes pixel (0, 0) of its target the first pixel of the image round a patch. */
  AreaResampler round(PixelRect patchRect) {
    return new AreaResampler(
        shifted(
            patch.downsample().x(),
            context.downsample().x(),
            context.levelPerFrame().x(),
            patchRect.x(),
            patchRect.width()),
        shifted(
            patch.downsample().y(),
            context.downsample().y(),
            context.levelPerFrame().y(),
            patchRect.y(),
            patchRect.height()));
  }

  /**
   * One axis. The centre lies at (start + size / 2) * patchPx level-0 pixels and the image starts
   * size / 2 of its own pixels before it; both in units of the scale.
   */
  private static ShiftedScale shifted(
      Rational patchPx, Rational contextPx, Rational levelPerFrame, int start, int size) {
    Rational levelPx = contextPx.dividedBy(levelPerFrame);
    long parts = parts(levelPx, levelPerFrame);
    long perTarget = levelPerFrame.numerator() * parts;
    long perSource = levelPerFrame.denominator() * parts;
    // (2 * start + size) / 2 * patchPx / levelPx * perSource - size / 2 * perTarget, over 2 *
    // below.
    BigInteger below = product(patchPx.denominator(), levelPx.numerator());
    BigInteger centre =
        product(2L * start + size, patchPx.numerator())
            .multiply(product(levelPx.denominator(), perSource));
    BigInteger twice = centre.subtract(product(size, perTarget).multiply(below));
    BigInteger offset = floor(twice.add(below), below.shiftLeft(1));
    return new ShiftedScale(perTarget, perSource, offset.longValueExact());
  }

  /** So many that a unit is no more than a level-0 pixel, as far as sums stay inside a long. */
  private static long parts(Rational levelPx, Rational levelPerFrame) {
    long wanted = levelPx.dividedBy(Rational.of(levelPerFrame.denominator())).ceilOf(1);
    long largest = Math.max(levelPerFrame.numerator(), levelPerFrame.denominator());
    return Math.max(1, Math.min(wanted, ShiftedScale.LARGEST_TERM / largest));
  }

  private static BigInteger product(long a, long b) {
    return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
  }

  private static BigInteger floor(BigInteger value, BigInteger divisor) {
    BigInteger[] parts = value.divideAndRemainder(divisor);
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }
}
