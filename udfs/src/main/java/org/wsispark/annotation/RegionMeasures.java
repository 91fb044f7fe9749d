package org.wsispark.annotation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.Ring;

/**
 * Length and area of a region as ImageScope computes them. The area is that of the vertex list
 * closed implicitly (shoelace formula, so lobes of opposite direction cancel); the length is that
 * of the listed polyline, with the closing segment for rectangles only. A two-vertex ellipse has
 * the area pi/4 * w * h and the perimeter by Ramanujan's first approximation.
 *
 * @param lengthPx in level-0 px
 * @param areaPx in square level-0 px, at least 0
 */
public record RegionMeasures(double lengthPx, double areaPx) {

  /** Square micro-pixels of twice an area, per square pixel. */
  private static final BigDecimal TWICE_MICRO_SQUARED =
      BigDecimal.valueOf(2L * Ring.MICRO * Ring.MICRO);

  /**
   * Measures a region.
   *
   * @param region any
   * @return what ImageScope would store, not yet rounded
   */
  public static RegionMeasures of(Region region) {
    Ring ring = region.vertices();
    if (region.type() == RegionType.ELLIPSE && ring.size() == 2) {
      double width = Math.abs(ring.xMicroPx(1) - ring.xMicroPx(0)) / (double) Ring.MICRO;
      double height = Math.abs(ring.yMicroPx(1) - ring.yMicroPx(0)) / (double) Ring.MICRO;
      double root = Math.sqrt((3 * width + height) * (width + 3 * height));
      return new RegionMeasures(
          Math.PI / 2 * (3 * (width + height) - root), Math.PI / 4 * width * height);
    }
    boolean closed = region.type() == RegionType.RECTANGLE || region.type() == RegionType.ELLIPSE;
    return new RegionMeasures(lengthPx(ring, closed), areaPx(ring));
  }

  private static double lengthPx(Ring ring, boolean closed) {
    double sum = 0;
    for (int k = closed ? 0 : 1; k < ring.size(); k++) {
      int before = k == 0 ? ring.size() - 1 : k - 1;
      double dx = ring.xMicroPx(k) - ring.xMicroPx(before);
      double dy = ring.yMicroPx(k) - ring.yMicroPx(before);
      sum += Math.sqrt(dx * dx + dy * dy);
    }
    return sum / Ring.MICRO;
  }

  /** Exact up to the last rounding: the sum of cross products needs more than 64 bits. */
  private static double areaPx(Ring ring) {
    BigInteger twice = BigInteger.ZERO;
    for (int k = 1; k + 1 < ring.size(); k++) {
      twice = twice.add(cross(ring, k));
    }
    return new BigDecimal(twice.abs()).divide(TWICE_MICRO_SQUARED).doubleValue();
  }

  private static BigInteger cross(Ring ring, int k) {
    long ax = ring.xMicroPx(k) - ring.xMicroPx(0);
    long ay = ring.yMicroPx(k) - ring.yMicroPx(0);
    long bx = ring.xMicroPx(k + 1) - ring.xMicroPx(0);
    long by = ring.yMicroPx(k + 1) - ring.yMicroPx(0);
    return BigInteger.valueOf(ax)
        .multiply(BigInteger.valueOf(by))
        .subtract(BigInteger.valueOf(ay).multiply(BigInteger.valueOf(bx)));
  }

  /**
   * The length in micrometres.
   *
   * @param mpp of level 0
   * @return length times mpp
   */
  public double lengthUm(Mpp mpp) {
    return lengthPx * mpp.umPerPx();
  }

  /**
   * The area in square micrometres.
   *
   * @param mpp of level 0
   * @return area times mpp squared
   */
  public double areaUm2(Mpp mpp) {
    return areaPx * mpp.umPerPx() * mpp.umPerPx();
  }

  /**
   * A measure as ImageScope writes it.
   *
   * @param value length or area
   * @return with one decimal, halves up, for example {@code 109.0}
   */
  public static String text(double value) {
    return new BigDecimal(value).setScale(1, RoundingMode.HALF_UP).toPlainString();
  }
}
