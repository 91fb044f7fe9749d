package org.wsispark.patch;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What becomes of a cell that reaches over the right or the bottom edge of the slide. */
public enum EdgePolicy {
  /** It is cut off at the edge and smaller than the others; every pixel is in a cell. */
  CLIP,
  /** There is none: only cells that lie inside completely. */
  DROP,
  /** It is as large as the others and white outside; every pixel is in a cell. */
  PAD,
  /**
   * It is moved inwards until it ends at the edge, so every pixel is in a cell and no cell has
   * pixels from outside. There is none where the slide is smaller than a cell.
   */
  SHIFT;

  /**
   * As options write it.
   *
   * @return lower case
   */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The policy of a text.
   *
   * @param text as {@link #text()} gives it
   * @return empty for any other
   */
  public static Optional<EdgePolicy> of(String text) {
    return Arrays.stream(values()).filter(policy -> policy.text().equals(text)).findFirst();
  }

  /**
   * The policies of grids whose cells are all of one size.
   *
   * @return their texts
   */
  public static List<String> ofEqualCells() {
    return List.of(DROP.text(), PAD.text(), SHIFT.text());
  }
}
