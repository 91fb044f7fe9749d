package org.wsispark.patch;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What decides a patch's label. */
public enum LabelRule {
  /** The class with the most pixels; pixels without a class stand as one more class. */
  MAJORITY,
  /** The class with the most pixels, however few. */
  ANY,
  /** The class of the pixel right below and right of the patch's centre. */
  CENTRE,
  /** The class with the most pixels, when its share reaches a threshold. */
  THRESHOLD;

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
  public static Optional<LabelRule> of(String text) {
    return Arrays.stream(values()).filter(rule -> rule.text().equals(text)).findFirst();
  }

  /**
   * All texts.
   *
   * @return in order
   */
  public static List<String> texts() {
    return Arrays.stream(values()).map(LabelRule::text).toList();
  }

  /**
   * The label of a patch. Of equally large classes the later one wins.
   *
   * @param classes of the patch's pixels, counted
   * @param threshold least share, 0 to 1; used by {@link #THRESHOLD} only
   * @return empty for none
   */
  public Optional<String> label(ClassCounts classes, double threshold) {
    return switch (this) {
      case MAJORITY -> classes.label();
      case ANY -> classes.largest();
      case CENTRE -> classes.centre();
      case THRESHOLD ->
          classes.largest().filter(name -> classes.fractions().get(name) >= threshold);
    };
  }
}
