package org.wsispark.slide.synthetic;

/** Noise of several octaves on a square that repeats, computed once and looked up per pixel. */
final class NoiseTexture {
  private static final int BITS = 9;
  private static final int SIZE = 1 << BITS;
  private static final int MASK = SIZE - 1;
  private static final float DEVIATION = 0.42f;

  private final float[] values = new float[SIZE * SIZE];

  /**
   * Makes a texture.
   *
   * @param seed which one
   * @param cellsX lattice cells over the period to the right, per octave, powers of two
   * @param cellsY the same downwards
   * @param amplitudes weight of each octave
   */
  NoiseTexture(long seed, int[] cellsX, int[] cellsY, float[] amplitudes) {
    for (int octave = 0; octave < amplitudes.length; octave++) {
      double stepX = (double) cellsX[octave] / SIZE;
      double stepY = (double) cellsY[octave] / SIZE;
      for (int k = 0; k < values.length; k++) {
        values[k] +=
            amplitudes[octave]
                * Noise.periodic(
                    seed + octave,
                    (k & MASK) * stepX + 0.37 * octave,
                    (k >> BITS) * stepY + 0.71 * octave,
                    cellsX[octave],
                    cellsY[octave]);
      }
    }
    normalise();
  }

  /** Equal octaves on both axes, halving in weight. */
  static NoiseTexture isotropic(long seed, int... cells) {
    float[] amplitudes = new float[cells.length];
    for (int k = 0; k < cells.length; k++) {
      amplitudes[k] = 1f / (1 << k);
    }
    return new NoiseTexture(seed, cells, cells, amplitudes);
  }

  private void normalise() {
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      sum += value;
      squares += (double) value * value;
    }
    double mean = sum / values.length;
    double scale = DEVIATION / Math.sqrt(squares / values.length - mean * mean);
    for (int k = 0; k < values.length; k++) {
      values[k] = (float) Math.max(-1, Math.min(1, (values[k] - mean) * scale));
    }
  }

  /** In [-1, 1]. */
  float at(int x, int y) {
    return values[(y & MASK) << BITS | (x & MASK)];
  }

  /** Between its points, by bilinear interpolation. */
  float between(float x, float y) {
    int ix = (int) Math.floor(x);
    int iy = (int) Math.floor(y);
    float fx = x - ix;
    float fy = y - iy;
    int row = (iy & MASK) << BITS;
    int below = (iy + 1 & MASK) << BITS;
    int left = ix & MASK;
    int right = ix + 1 & MASK;
    float a = values[row | left] + (values[row | right] - values[row | left]) * fx;
    float b = values[below | left] + (values[below | right] - values[below | left]) * fx;
    return a + (b - a) * fy;
  }
}
