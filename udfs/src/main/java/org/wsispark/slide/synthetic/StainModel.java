package org.wsispark.slide.synthetic;

/**
 * Turns amounts of stain into colours by the law of Beer and Lambert, with absorptions near those
 * that A. C. Ruifrok and D. A. Johnston give ("Quantification of histochemical staining by color
 * deconvolution", 2001), shifted to what an AT2 shows.
 */
final class StainModel {
  /** The scanner's white. */
  static final int WHITE = 243;

  private static final int STEPS_PER_DENSITY = 512;
  private static final int STEPS = 4 * STEPS_PER_DENSITY;

  private final float[] hematoxylin;
  private final float[] eosin;
  private final float[] dab = {0.42f, 0.86f, 1.30f};
  private final float[] ink;
  private final byte[] values = new byte[STEPS];

  StainModel(TissueSpec spec) {
    long tint = Hash.bits(spec.patientSeed(), 3, 3);
    float shift = Hash.signed(tint, 0) * 0.06f;
    boolean ihc = spec.stain() == TissueSpec.Stain.IHC;
    hematoxylin =
        ihc
            ? new float[] {0.72f + shift, 0.50f, 0.22f - shift}
            : new float[] {0.78f + shift, 0.98f, 0.50f - shift};
    eosin =
        ihc
            ? new float[] {0.10f, 0.11f, 0.14f}
            : new float[] {0.13f + shift / 2, 0.82f, 0.46f + Hash.signed(tint, 1) * 0.06f};
    ink =
        switch ((int) (Hash.bits(spec.seed(), 5, 5) & 3)) {
          case 0 -> new float[] {1.3f, 0.5f, 1.0f};
          case 1 -> new float[] {1.6f, 1.1f, 0.35f};
          default -> new float[] {1.9f, 1.8f, 1.7f};
        };
    for (int k = 0; k < STEPS; k++) {
      values[k] = (byte) Math.round(WHITE * StrictMath.exp(-(k + 0.5) / STEPS_PER_DENSITY));
    }
  }

  /** Writes one pixel. */
  void colour(float h, float e, float d, float pen, byte[] rgb, int at) {
    for (int k = 0; k < 3; k++) {
      float density = h * hematoxylin[k] + e * eosin[k] + d * dab[k] + pen * ink[k];
      int step = Math.min(STEPS - 1, (int) (density * STEPS_PER_DENSITY));
      rgb[at + k] = values[step];
    }
  }
}
