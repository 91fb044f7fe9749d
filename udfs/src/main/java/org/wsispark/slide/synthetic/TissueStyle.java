package org.wsispark.slide.synthetic;

/**
 * What sets the tissue of one slide apart from that of another.
 *
 * @param cellPitchPx distance between epithelial cells
 * @param lumen 0 to 1, how open the glands of the tumour are
 * @param nestFrom value of {@link SceneField#NEST} above which epithelium is benign
 * @param benignEosin pink of benign cytoplasm
 * @param loose 0 to 1, how torn the fibres are
 * @param hematoxylin strength of the blue stain, about 1
 * @param eosin strength of the pink stain, about 1
 * @param positive part of the tumour's cells that take the antibody; 0 in H&E
 */
record TissueStyle(
    float cellPitchPx,
    float lumen,
    float nestFrom,
    float benignEosin,
    float loose,
    float hematoxylin,
    float eosin,
    float positive) {

  static TissueStyle of(TissueSpec spec) {
    long patient = Hash.bits(spec.patientSeed(), 7, 7);
    boolean ihc = spec.stain() == TissueSpec.Stain.IHC;
    float hematoxylin = (ihc ? 0.8f : 1f) * (0.88f + 0.24f * Hash.unit(patient, 0));
    float eosin = ihc ? 1 : 0.85f + 0.3f * Hash.unit(patient, 1);
    float positive = ihc ? 0.35f + 0.6f * Hash.unit(patient, 2) : 0;
    return switch (spec.organ()) {
      case LIVER -> new TissueStyle(26, 0, -0.3f, 0.62f, 0.1f, hematoxylin, eosin, positive);
      case COLON -> new TissueStyle(21, 1, 0.42f, 0.38f, 0.2f, hematoxylin, eosin, positive);
      case BREAST -> new TissueStyle(23, 0.5f, 0.6f, 0.4f, 0.3f, hematoxylin, eosin, positive);
    };
  }
}
