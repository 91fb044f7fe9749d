package org.wsispark.slide.synthetic;

/**
 * Seeded hashing, so that what lies at a place depends on the place alone, not on who asks first.
 */
final class Hash {
  private Hash() {}

  /** 64 well-mixed bits of a seed and a lattice point (the finalizer of SplitMix64). */
  static long bits(long seed, long a, long b) {
    long z = seed ^ (a * 0x9E3779B97F4A7C15L) ^ Long.rotateLeft(b * 0xC2B2AE3D27D4EB4FL, 31);
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** The k-th (0 to 3) quarter of the bits as a number of [0, 1). */
  static float unit(long bits, int k) {
    return (bits >>> (16 * k) & 0xFFFF) * (1f / 65536);
  }

  /** The k-th (0 to 3) quarter of the bits as a number of [-1, 1). */
  static float signed(long bits, int k) {
    return unit(bits, k) * 2 - 1;
  }
}
