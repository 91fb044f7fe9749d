package org.wsispark.slide.synthetic;

/**
 * The repeating textures of one slide.
 *
 * @param grain fine grain, wavelengths of 4 to 16 px
 * @param cloud soft clouds, wavelengths of 16 to 64 px
 * @param fibre long strands along x, 8 to 16 px thick
 */
record TextureSet(NoiseTexture grain, NoiseTexture cloud, NoiseTexture fibre) {

  static TextureSet of(long seed) {
    return new TextureSet(
        NoiseTexture.isotropic(seed + 31, 128, 64, 32),
        NoiseTexture.isotropic(seed + 41, 8, 16, 32),
        new NoiseTexture(
            seed + 51,
            new int[] {4, 8, 16},
            new int[] {32, 64, 128},
            new float[] {1, 0.7f, 0.35f}));
  }
}
