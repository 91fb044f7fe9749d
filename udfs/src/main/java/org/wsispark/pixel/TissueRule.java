package org.wsispark.pixel;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How a pixel is told to be tissue. */
public enum TissueRule {
  /**
   * HSV saturation of 255, with Otsu's threshold unless one is fixed. Where saturation does not
   * fall into two classes (a weak counterstain, say), {@link #IHC} is used instead.
   */
  OTSU_SATURATION,
  /** How far the luma (ITU-R BT.601) lies below 255, with Otsu's threshold unless one is fixed. */
  OTSU_GREY,
  /**
   * For weak stains of any colour: how far the darkest channel lies below 255. Otsu's threshold is
   * found with all that is 64 steps darker than glass counted as equally dark, so that strong brown
   * beside pale blue does not make the blue into glass.
   */
  IHC,
  /**
   * PAIP's rule: tissue where any channel lies below (235, 210, 235); then pieces and holes of at
   * most 10 pixels go. It has no threshold, contrast, radius or area of its own to set, and knows
   * neither pens nor black margins.
   */
  PAIP;

  /**
   * As options and tables write it.
   *
   * @return lower case with hyphens
   */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The rule of a text.
   *
   * @param text one of {@link #texts()}
   * @return the rule
   * @throws IllegalArgumentException for any other text
   */
  public static TissueRule of(String text) {
    return Arrays.stream(values())
        .filter(rule -> rule.text().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no tissue rule: " + text));
  }

  /**
   * All texts.
   *
   * @return in order
   */
  public static List<String> texts() {
    return Arrays.stream(values()).map(TissueRule::text).toList();
  }
}
