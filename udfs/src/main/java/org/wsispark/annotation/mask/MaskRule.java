package org.wsispark.annotation.mask;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a document becomes a mask. */
public enum MaskRule {
  /** A pixel is inside when its centre is, by even-odd; any downsample. */
  EXACT(0),
  /** PAIP2019's script: whole and viable tumour at level 0. */
  PAIP2019(1),
  /** PAIP2020's script: one layer at 1/16. */
  PAIP2020(16),
  /** PAIP2021's script: nerves, lines and boxes at 1/16, with labels of its own. */
  PAIP2021(16);

  private final int downsample;

  MaskRule(int downsample) {
    this.downsample = downsample;
  }

  /**
   * The only downsample that the rule is defined at.
   *
   * @return level-0 px per mask px; empty for any
   */
  public Optional<Integer> downsample() {
    return downsample == 0 ? Optional.empty() : Optional.of(downsample);
  }

  /**
   * As options write it.
   *
   * @return lower case
   */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The rule of a text.
   *
   * @param text as {@link #text()} gives it
   * @return empty for any other
   */
  public static Optional<MaskRule> of(String text) {
    return Arrays.stream(values()).filter(rule -> rule.text().equals(text)).findFirst();
  }

  /**
   * All texts.
   *
   * @return in order
   */
  public static List<String> texts() {
    return Arrays.stream(values()).map(MaskRule::text).toList();
  }
}
