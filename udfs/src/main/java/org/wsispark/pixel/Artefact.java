package org.wsispark.pixel;

import java.util.Locale;

/** What spoils parts of a slide. */
public enum Artefact {
  /** Marks of a green or blue pen, and surgical ink of these colours: on tissue and on glass. */
  PEN,
  /** Nearly black in all channels: black pen, pigment, dirt, the holder's shadow. */
  DARK,
  /** Tissue over tissue, told by its optical density beside that of the rest of the tissue. */
  FOLD,
  /** Glass inside tissue: gaps, lumens, tears that the tissue mask closes over. */
  WHITE,
  /** Tissue out of focus. */
  BLUR;

  /**
   * As tables name it.
   *
   * @return the name in small letters
   */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The name of its share of an area in tables.
   *
   * @return such as {@code pen_fraction}
   */
  public String fraction() {
    return text() + "_fraction";
  }
}
