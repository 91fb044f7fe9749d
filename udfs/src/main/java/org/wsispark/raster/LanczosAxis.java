package org.wsispark.raster;

import java.util.HashMap;
import java.util.Map;
import org.wsispark.geometry.Rational;

/**
 * Which source pixels a target pixel is made of on one axis, and with what weights. Target pixel i
 * has its centre at (i + 1/2) * scale; the kernel reaches 3 target pixels (3 source pixels when the
 * image grows) to both sides. Positions are exact; weights are whole numbers whose sum is exactly
 * one, so a constant image stays constant.
 */
final class LanczosAxis {
  private static final int LOBES = 3;

  /** Sums that are kept: a scale of small terms has few phases, others are made again. */
  private static final int MOST_KEPT = 1 << 14;

  private final Rational scale;
  private final int size;
  private final int bits;
  private final Map<Long, int[]> byPhase = new HashMap<>();

  /** For an image of {@code size} source pixels; weights are parts of 2^{@code bits}. */
  LanczosAxis(Rational scale, int size, int bits) {
    this.scale = scale;
    this.size = size;
    this.bits = bits;
  }

  /**
   * What one target pixel is made of.
   *
   * @param first source pixel, inside the image
   * @param weights of it and the following ones; none for a pixel whose centre is outside
   */
  record Taps(int first, int[] weights) {
    private static final Taps NONE = new Taps(0, new int[0]);

    boolean isEmpty() {
      return weights.length == 0;
    }

    int end() {
      return first + weights.length;
    }
  }

  /** Twice the centre in units of 1/denominator source pixels. */
  private long centre(int target) {
    return (2L * target + 1) * scale.numerator();
  }

  private long reach() {
    return 2L * LOBES * Math.max(scale.numerator(), scale.denominator());
  }

  /** The first source pixel under the kernel, before the image's edges cut it. */
  private int kernelStart(int target) {
    long d = scale.denominator();
    return Math.toIntExact(Math.floorDiv(centre(target) - reach() + d, 2 * d));
  }

  private int kernelEnd(int target) {
    long d = scale.denominator();
    return Math.toIntExact(Math.floorDiv(centre(target) + reach() + d, 2 * d));
  }

  /** The first source pixel that any of the target pixels from here on depends on. */
  int sourceStart(int target) {
    return Math.max(0, kernelStart(target));
  }

  /** One past the last source pixel that a target pixel depends on. */
  int sourceEnd(int target) {
    return Math.min(size, kernelEnd(target));
  }

  Taps taps(int target) {
    long centre = centre(target);
    if (centre < 0 || centre >= 2L * scale.denominator() * size) {
      return Taps.NONE;
    }
    int start = kernelStart(target);
    int end = kernelEnd(target);
    if (start < 0 || end > size) {
      int first = Math.max(0, start);
      return new Taps(first, weights(centre, first, Math.min(size, end)));
    }
    // Away from the edges the weights repeat with the fraction of the centre.
    long phase = Math.floorMod(centre, 2 * scale.denominator());
    int[] kept = byPhase.get(phase);
    if (kept == null) {
      if (byPhase.size() == MOST_KEPT) {
        byPhase.clear();
      }
      kept = weights(centre, start, end);
      byPhase.put(phase, kept);
    }
    return new Taps(start, kept);
  }

  private int[] weights(long centre, int first, int end) {
    double[] exact = new double[end - first];
    double sum = 0;
    double stretch = Math.max(scale.numerator(), scale.denominator());
    for (int k = 0; k < exact.length; k++) {
      // Exact up to here: twice the distance of the pixel's centre in 1/denominator pixels.
      long distance = (2L * (first + k) + 1) * scale.denominator() - centre;
      exact[k] = lanczos(distance / (2 * stretch));
      sum += exact[k];
    }
    return whole(exact, sum);
  }

  /** Rounds running sums, so that errors do not add up and the whole is exactly one. */
  private int[] whole(double[] exact, double sum) {
    int[] weights = new int[exact.length];
    double one = 1 << bits;
    double running = 0;
    long given = 0;
    for (int k = 0; k < weights.length; k++) {
      running += exact[k];
      long upTo = k == weights.length - 1 ? 1L << bits : Math.round(running / sum * one);
      weights[k] = Math.toIntExact(upTo - given);
      given = upTo;
    }
    return weights;
  }

  /** StrictMath: the same bits on every machine. */
  private static double lanczos(double x) {
    if (x == 0) {
      return 1;
    }
    if (Math.abs(x) >= LOBES) {
      return 0;
    }
    double angle = StrictMath.PI * x;
    return LOBES * StrictMath.sin(angle) * StrictMath.sin(angle / LOBES) / (angle * angle);
  }
}
