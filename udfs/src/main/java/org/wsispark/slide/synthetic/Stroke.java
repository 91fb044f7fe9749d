package org.wsispark.slide.synthetic;

import java.util.SplittableRandom;

/** A bent line of even width: a pen mark, or a fold of the tissue. Level-0 pixels. */
final class Stroke {
  private static final int POINTS = 24;

  private final double[] xs = new double[POINTS + 1];
  private final double[] ys = new double[POINTS + 1];
  private final double halfWidth;

  /**
   * A quadratic curve from one end to the other.
   *
   * @param random bends it
   * @param bend how far it may leave the straight line, as a part of its length
   */
  Stroke(
      SplittableRandom random,
      double x0,
      double y0,
      double x1,
      double y1,
      double bend,
      double halfWidth) {
    this.halfWidth = halfWidth;
    double side = (random.nextDouble() * 2 - 1) * bend * 2;
    double midX = (x0 + x1) / 2 - (y1 - y0) * side;
    double midY = (y0 + y1) / 2 + (x1 - x0) * side;
    for (int k = 0; k <= POINTS; k++) {
      double t = (double) k / POINTS;
      xs[k] = (1 - t) * (1 - t) * x0 + 2 * t * (1 - t) * midX + t * t * x1;
      ys[k] = (1 - t) * (1 - t) * y0 + 2 * t * (1 - t) * midY + t * t * y1;
    }
  }

  /** How deep a place lies inside the line, negative outside. */
  double depth(double x, double y) {
    double nearest = Double.MAX_VALUE;
    for (int k = 0; k < POINTS; k++) {
      double ex = xs[k + 1] - xs[k];
      double ey = ys[k + 1] - ys[k];
      double along = ((x - xs[k]) * ex + (y - ys[k]) * ey) / Math.max(1e-9, ex * ex + ey * ey);
      double t = Math.max(0, Math.min(1, along));
      double dx = x - xs[k] - t * ex;
      double dy = y - ys[k] - t * ey;
      nearest = Math.min(nearest, dx * dx + dy * dy);
    }
    return halfWidth - Math.sqrt(nearest);
  }
}
