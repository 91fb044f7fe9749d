package org.wsispark.slide.synthetic;

import java.util.SplittableRandom;
import org.wsispark.geometry.Ring;

/**
 * A smooth lobed outline: a star-shaped curve of random harmonics, stretched and turned. The same
 * radii give the field that textures follow and the ring that the truth holds. Level-0 pixels.
 */
final class Blob {
  private static final int ANGLES = 2048;
  private static final double TURN = 2 * StrictMath.PI;

  private final double centreX;
  private final double centreY;
  private final double stretchX;
  private final double stretchY;
  private final double cos;
  private final double sin;
  private final double[] radii = new double[ANGLES + 1];
  private final double largest;

  /**
   * Draws an outline.
   *
   * @param random decides lobes and turn
   * @param radius mean radius in px
   * @param stretchX factor along its own first axis, about 1
   * @param stretchY factor along its own second axis, about 1
   * @param angle turn of the first axis against x, radians
   * @param rough amplitude of the lobes, 0 for an ellipse; 0.15 is lobed
   */
  Blob(
      SplittableRandom random,
      double centreX,
      double centreY,
      double radius,
      double stretchX,
      double stretchY,
      double angle,
      double rough) {
    this.centreX = centreX;
    this.centreY = centreY;
    this.stretchX = stretchX;
    this.stretchY = stretchY;
    this.cos = StrictMath.cos(angle);
    this.sin = StrictMath.sin(angle);
    double[] shape = new double[ANGLES];
    for (int harmonic = 2; harmonic <= 36; harmonic++) {
      double amplitude = rough * (random.nextDouble() + 0.2) * 1.6 / StrictMath.pow(harmonic, 1.25);
      double phase = random.nextDouble() * TURN;
      for (int k = 0; k < ANGLES; k++) {
        shape[k] += amplitude * StrictMath.cos(harmonic * TURN * k / ANGLES + phase);
      }
    }
    double max = 0;
    for (int k = 0; k <= ANGLES; k++) {
      radii[k] = radius * Math.max(0.35, 1 + shape[k % ANGLES]);
      max = Math.max(max, radii[k]);
    }
    this.largest = max * Math.max(stretchX, stretchY);
  }

  double centreX() {
    return centreX;
  }

  double centreY() {
    return centreY;
  }

  /** Radius of a circle round the centre that holds everything. */
  double reach() {
    return largest;
  }

  /** About how deep a place lies inside, negative outside; the sign is that of the outline. */
  double depth(double x, double y) {
    double dx = x - centreX;
    double dy = y - centreY;
    double far = Math.sqrt(dx * dx + dy * dy);
    if (far > largest + 600) {
      return largest - far;
    }
    double px = (dx * cos + dy * sin) / stretchX;
    double py = (dy * cos - dx * sin) / stretchY;
    double turn = StrictMath.atan2(py, px) / TURN;
    double index = (turn < 0 ? turn + 1 : turn) * ANGLES;
    int k = Math.min((int) index, ANGLES - 1);
    double radius = radii[k] + (radii[k + 1] - radii[k]) * (index - k);
    return (radius - Math.sqrt(px * px + py * py)) * Math.min(stretchX, stretchY);
  }

  /**
   * The outline with vertices about every 20 px, on fifths of a pixel as ImageScope stores them.
   */
  Ring ring() {
    int step = ANGLES / 64;
    while (step > 2 && TURN * largest * step / ANGLES > 20) {
      step /= 2;
    }
    double[] xy = new double[ANGLES / step * 2];
    for (int k = 0; k < ANGLES; k += step) {
      double px = radii[k] * StrictMath.cos(TURN * k / ANGLES) * stretchX;
      double py = radii[k] * StrictMath.sin(TURN * k / ANGLES) * stretchY;
      xy[k / step * 2] = Math.rint((centreX + px * cos - py * sin) * 5) / 5;
      xy[k / step * 2 + 1] = Math.rint((centreY + px * sin + py * cos) * 5) / 5;
    }
    return Ring.ofPx(xy);
  }

  /** Whether every vertex of the outline lies deeper than a margin in another one. */
  boolean inside(Blob other, double margin) {
    Ring ring = ring();
    for (int k = 0; k < ring.size(); k++) {
      double x = (double) ring.xMicroPx(k) / Ring.MICRO;
      double y = (double) ring.yMicroPx(k) / Ring.MICRO;
      if (other.depth(x, y) < margin) {
        return false;
      }
    }
    return true;
  }
}
