package org.wsispark.slide.synthetic;

/** Gradient noise on a hashed lattice (K. Perlin, "Improving noise", 2002): smooth, mean 0. */
final class Noise {
  private static final int DIRECTIONS = 64;
  private static final float[] COS = new float[DIRECTIONS];
  private static final float[] SIN = new float[DIRECTIONS];

  static {
    for (int k = 0; k < DIRECTIONS; k++) {
      COS[k] = (float) StrictMath.cos(2 * StrictMath.PI * k / DIRECTIONS);
      SIN[k] = (float) StrictMath.sin(2 * StrictMath.PI * k / DIRECTIONS);
    }
  }

  private Noise() {}

  /** About [-1, 1]; lattice points lie at whole coordinates. */
  static float at(long seed, double x, double y) {
    return periodic(seed, x, y, Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  /** The same with a lattice that repeats after so many points on each axis. */
  static float periodic(long seed, double x, double y, int periodX, int periodY) {
    int ix = (int) Math.floor(x);
    int iy = (int) Math.floor(y);
    float fx = (float) (x - ix);
    float fy = (float) (y - iy);
    int left = Math.floorMod(ix, periodX);
    int right = Math.floorMod(ix + 1, periodX);
    int top = Math.floorMod(iy, periodY);
    int bottom = Math.floorMod(iy + 1, periodY);
    float u = fade(fx);
    float above = mix(dot(seed, left, top, fx, fy), dot(seed, right, top, fx - 1, fy), u);
    float below =
        mix(dot(seed, left, bottom, fx, fy - 1), dot(seed, right, bottom, fx - 1, fy - 1), u);
    return mix(above, below, fade(fy)) * 1.5f;
  }

  private static float dot(long seed, int ix, int iy, float dx, float dy) {
    int k = (int) (Hash.bits(seed, ix, iy) & (DIRECTIONS - 1));
    return COS[k] * dx + SIN[k] * dy;
  }

  private static float fade(float t) {
    return t * t * t * (t * (t * 6 - 15) + 10);
  }

  private static float mix(float a, float b, float t) {
    return a + (b - a) * t;
  }
}
