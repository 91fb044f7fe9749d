package org.wsispark.geometry;

import java.util.Arrays;

/**
 * A polygon's outline as it is listed, closed implicitly from the last vertex to the first.
 * Vertices are whole numbers of 10<sup>-6</sup> level-0 pixels, so that which side of an edge a
 * pixel's centre lies on can be decided in exact integer arithmetic. Winding and start vertex carry
 * no meaning. Immutable; the arrays are never handed out.
 */
public final class Ring {
  /** Micro-pixels per pixel. */
  public static final long MICRO = 1_000_000L;

  /** Largest coordinate, in pixels, that a vertex may have in either direction: 2^30. */
  public static final long LIMIT_PX = 1L << 30;

  private final long[] xs;
  private final long[] ys;

  private Ring(long[] xs, long[] ys) {
    this.xs = xs;
    this.ys = ys;
  }

  /**
   * From micro-pixels.
   *
   * @param xs x of each vertex, 10<sup>-6</sup> px
   * @param ys y of each vertex, 10<sup>-6</sup> px, as many as xs
   * @return a ring over copies of the arrays
   * @throws IllegalArgumentException when the lengths differ or a coordinate passes {@link
   *     #LIMIT_PX}
   */
  public static Ring ofMicroPx(long[] xs, long[] ys) {
    if (xs.length != ys.length) {
      throw new IllegalArgumentException("x has " + xs.length + " values, y has " + ys.length);
    }
    for (int k = 0; k < xs.length; k++) {
      if (Math.abs(xs[k]) > LIMIT_PX * MICRO || Math.abs(ys[k]) > LIMIT_PX * MICRO) {
        throw new IllegalArgumentException(
            "vertex " + k + " lies beyond 2^30 px: " + xs[k] + ", " + ys[k] + " micro-pixels");
      }
    }
    return new Ring(xs.clone(), ys.clone());
  }

  /**
   * From pixels, rounded to the nearest micro-pixel.
   *
   * @param xy x0, y0, x1, y1, ... in level-0 px
   * @return the ring
   */
  public static Ring ofPx(double... xy) {
    long[] xs = new long[xy.length / 2];
    long[] ys = new long[xy.length / 2];
    for (int k = 0; k < xs.length; k++) {
      xs[k] = Math.round(xy[2 * k] * MICRO);
      ys[k] = Math.round(xy[2 * k + 1] * MICRO);
    }
    return ofMicroPx(xs, ys);
  }

  /**
   * The number of listed vertices.
   *
   * @return 0 or more
   */
  public int size() {
    return xs.length;
  }

  /**
   * One vertex's x.
   *
   * @param k from 0, exclusive of size()
   * @return 10<sup>-6</sup> px
   */
  public long xMicroPx(int k) {
    return xs[k];
  }

  /**
   * One vertex's y.
   *
   * @param k from 0, exclusive of size()
   * @return 10<sup>-6</sup> px
   */
  public long yMicroPx(int k) {
    return ys[k];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Ring ring && Arrays.equals(xs, ring.xs) && Arrays.equals(ys, ring.ys);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(xs) + Arrays.hashCode(ys);
  }

  @Override
  public String toString() {
    return "Ring[" + xs.length + " vertices]";
  }
}
