package org.wsispark.pixel;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How a pixel is told to be tissue. */
public enum TissueRule {
  /** Otsu's threshold on HSV saturation, then morphology and areas in micrometres. */
  OTSU_SATURATION,
  /**
   * PAIP's rule: tissue where any channel lies below (235, 210, 235); then pieces and holes of at
   * most 10 pixels go. It has no contrast, radius or area of its own to set.
   */
  PAIP;

  /**
   * As options write it.
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

  /** What the plane keeps of a pixel: saturation, or 255 for PAIP's tissue. */
  int measure(int red, int green, int blue) {
    return switch (this) {
      case OTSU_SATURATION -> SaturationPlane.saturation(red, green, blue);
      case PAIP -> red < 235 || green < 210 || blue < 235 ? 255 : 0;
    };
  }
}
