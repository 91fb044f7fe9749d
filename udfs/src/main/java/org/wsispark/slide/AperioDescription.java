package org.wsispark.slide;

import java.util.Collections;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.wsispark.geometry.Mpp;

/**
 * What is kept of the description that an Aperio scanner writes: the text up to the first bar (one
 * history joined to the next by semicolons), then bars between pairs {@code key = value}. A pair is
 * kept when its key is on the list and its value is a number, for any other text may name a person;
 * all others are counted.
 *
 * @param properties kept pairs, values as they are written; the last of a repeated key
 * @param dropped how many pairs were not kept
 */
record AperioDescription(SortedMap<String, String> properties, int dropped) {
  /** Geometry, resolution, magnification and settings that do not tell one scanner from another. */
  private static final Set<String> KEPT =
      Set.of(
          "AppMag",
          "MPP",
          "StripeWidth",
          "Left",
          "Top",
          "OriginalWidth",
          "OriginalHeight",
          "Originalheight",
          "Filtered",
          "Gamma",
          "DisplayColor");

  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,12}([.,][0-9]{0,12})?");
  private static final double LARGEST_MPP = 1_000;

  AperioDescription {
    properties = Collections.unmodifiableSortedMap(properties);
  }

  /** Whether a description is Aperio's, or of a writer that imitates it. */
  static boolean isAperio(String description) {
    return description.startsWith("Aperio");
  }

  static AperioDescription parse(String description) {
    SortedMap<String, String> properties = new TreeMap<>();
    int dropped = 0;
    int bar = description.indexOf('|');
    while (bar >= 0) {
      int next = description.indexOf('|', bar + 1);
      String pair = description.substring(bar + 1, next < 0 ? description.length() : next);
      int equals = pair.indexOf('=');
      String key = (equals < 0 ? pair : pair.substring(0, equals)).strip();
      String value = equals < 0 ? "" : pair.substring(equals + 1).strip();
      if (KEPT.contains(key) && NUMBER.matcher(value).matches()) {
        properties.put(key, value);
      } else if (!pair.isBlank()) {
        dropped++;
      }
      bar = next;
    }
    return new AperioDescription(properties, dropped);
  }

  /** The first word of the second line, where older scanners name label and macro. */
  static String secondLineWord(String description) {
    int line = description.indexOf('\n');
    String rest = line < 0 ? "" : description.substring(line + 1).stripLeading();
    int end = 0;
    while (end < rest.length() && Character.isLetter(rest.charAt(end))) {
      end++;
    }
    return rest.substring(0, end);
  }

  Optional<Mpp> mpp() {
    OptionalDouble mpp = positive("MPP");
    return mpp.isPresent() && mpp.getAsDouble() <= LARGEST_MPP
        ? Optional.of(new Mpp(mpp.getAsDouble()))
        : Optional.empty();
  }

  OptionalDouble appMag() {
    return positive("AppMag");
  }

  private OptionalDouble positive(String key) {
    String text = properties.get(key);
    double value = text == null ? 0 : Double.parseDouble(text.replace(',', '.'));
    return value > 0 ? OptionalDouble.of(value) : OptionalDouble.empty();
  }
}
