package org.wsispark.slide.synthetic;

/**
 * Everything that decides the pixels of a tissue slide.
 *
 * @param width of level 0, in pixels, at least {@link #SMALLEST_PX}
 * @param height of level 0, in pixels, at least {@link #SMALLEST_PX}
 * @param seed decides outlines and textures
 * @param patientSeed decides the tint of the stain, so that slides of a patient resemble each other
 * @param organ what the tissue round the tumour looks like
 * @param stain how it is stained
 */
public record TissueSpec(
    int width, int height, long seed, long patientSeed, Organ organ, Stain stain) {

  /** Below this no tumour with a hole and an island fits. */
  public static final int SMALLEST_PX = 1024;

  /** Resolution of level 0, micrometres per pixel, as an AT2 at 20x has it. */
  public static final double UM_PER_PX = 0.4990;

  /** Organs that differ in benign tissue, glands and cell size. */
  public enum Organ {
    /** Plates of large pink cells; tumour without glands. */
    LIVER,
    /** Glands with open lumens, in tumour too. */
    COLON,
    /** Much fat, loose fibres, small nests. */
    BREAST
  }

  /** Stains. */
  public enum Stain {
    /** Hematoxylin and eosin. */
    HE,
    /** An antibody shown brown by DAB over a blue counterstain. */
    IHC
  }

  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException when it is below {@link #SMALLEST_PX}
   */
  public TissueSpec {
    if (width < SMALLEST_PX || height < SMALLEST_PX) {
      throw new IllegalArgumentException(
          "%dx%d is below %d px".formatted(width, height, SMALLEST_PX));
    }
  }
}
