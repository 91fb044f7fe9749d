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

  private static final double PLAIN_TENTHS = 1e11;
  private static final double NEAR_TIE = 1e-3;

  /** Vertices whose cross products are summed in 128 bits at a time. */
  private static final int BLOCK = 1 << 20;

  /**
   * Measures a region.
   *
   * @param region any
   * @return what ImageScope would store, not yet rounded
   */
  public static RegionMeasures of(Region region) {
    return of(region.type(), region.vertices());
  }

  /**
   * Measures a shape.
   *
   * @param type of the shape
   * @param ring its vertices
   * @return what ImageScope would store, not yet rounded
   */
  public static RegionMeasures of(RegionType type, Ring ring) {
    if (type == RegionType.ELLIPSE && ring.size() == 2) {
      double width = Math.abs(ring.xMicroPx(1) - ring.xMicroPx(0)) / (double) Ring.MICRO;
      double height = Math.abs(ring.yMicroPx(1) - ring.yMicroPx(0)) / (double) Ring.MICRO;
      double root = Math.sqrt((3 * width + height) * (width + 3 * height));
      return new RegionMeasures(
          Math.PI / 2 * (3 * (width + height) - root), Math.PI / 4 * width * height);
    }
    boolean closed = type == RegionType.RECTANGLE || type == RegionType.ELLIPSE;
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
    for (int from = 1; from + 1 < ring.size(); from += BLOCK) {
      twice = twice.add(crosses(ring, from, Math.min(ring.size() - 1, from + BLOCK)));
    }
    return new BigDecimal(twice.abs()).divide(TWICE_MICRO_SQUARED).doubleValue();
  }

  /**
   * The sum of one block's cross products, in 128 bits. Coordinates lie within 2^50 micro-pixels,
   * so differences within 2^51, a cross product within 2^103, and {@link #BLOCK} of them within
   * 2^123.
   */
  private static BigInteger crosses(Ring ring, int from, int to) {
    long x0 = ring.xMicroPx(0);
    long y0 = ring.yMicroPx(0);
    long high = 0;
    long low = 0;
    long bx = ring.xMicroPx(from) - x0;
    long by = ring.yMicroPx(from) - y0;
    for (int k = from; k < to; k++) {
      long ax = bx;
      long ay = by;
      bx = ring.xMicroPx(k + 1) - x0;
      by = ring.yMicroPx(k + 1) - y0;
      long plus = ax * by;
      long sum = low + plus;
      high += Math.multiplyHigh(ax, by) + (Long.compareUnsigned(sum, plus) < 0 ? 1 : 0);
      long minus = ay * bx;
      low = sum - minus;
      high -= Math.multiplyHigh(ay, bx) + (Long.compareUnsigned(sum, minus) < 0 ? 1 : 0);
    }
    return BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(unsigned(low));
  }

  private static BigInteger unsigned(long low) {
    BigInteger value = BigInteger.valueOf(low);
    return low < 0 ? value.add(BigInteger.ONE.shiftLeft(Long.SIZE)) : value;
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
    double tenths = value * 10;
    double whole = Math.floor(tenths);
    double rest = tenths - whole;
    // Where the product's own rounding cannot decide, there is no need of the exact value.
    if (value >= 0 && tenths < PLAIN_TENTHS && Math.abs(rest - 0.5) > NEAR_TIE) {
      long rounded = (long) whole + (rest > 0.5 ? 1 : 0);
      return rounded / 10 + "." + rounded % 10;
    }
    return new BigDecimal(value).setScale(1, RoundingMode.HALF_UP).toPlainString();
  }
}
