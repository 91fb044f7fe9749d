package org.wsispark.slide.synthetic;

/** Slowly varying quantities of a scene; a depth is px inside an outline, negative outside. */
enum SceneField {
  /** Depth in the tissue. */
  TISSUE,
  /** Depth in viable tumour. */
  VIABLE,
  /** Depth in necrosis. */
  NECROSIS,
  /** Depth in fat. */
  FAT,
  /** Coordinate along the fibres, px. */
  ALONG,
  /** Coordinate across the fibres, px. */
  ACROSS,
  /** Where lymphocytes gather, about [-1, 1]. */
  LYMPH,
  /** Nests, septa and lumens of epithelium, about [-1, 1]. */
  GLAND,
  /** Benign epithelium, about [-1, 1]. */
  NEST,
  /** Loose or dense tissue, pale or dark staining, about [-1, 1]. */
  TONE,
  /** Depth in what is out of focus. */
  BLUR,
  /** Depth in pen marks. */
  PEN,
  /** Depth in folds. */
  FOLD
}
