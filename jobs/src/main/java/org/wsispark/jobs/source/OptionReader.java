package org.wsispark.jobs.source;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.wsispark.errors.WsiException;

/** Reads the text of options; what is none of the source's options is refused. */
final class OptionReader {
  private final CaseInsensitiveStringMap options;

  OptionReader(CaseInsensitiveStringMap options) {
    this.options = options;
    for (String name : options.keySet()) {
      if (SourceKey.of(name).isEmpty()) {
        throw WsiException.of(SourceError.UNKNOWN_OPTION, "the source wsi has no option '%s'", name)
            .remedy("Its options are " + String.join(", ", SourceKey.names()));
      }
    }
  }

  boolean has(SourceKey key) {
    return options.containsKey(key.text());
  }

  String text(SourceKey key, String fallback) {
    return options.getOrDefault(key.text(), fallback);
  }

  OptionalInt whole(SourceKey key, int least, int most) {
    if (!has(key)) {
      return OptionalInt.empty();
    }
    try {
      int value = Integer.parseInt(options.get(key.text()).strip());
      if (value >= least && value <= most) {
        return OptionalInt.of(value);
      }
    } catch (NumberFormatException e) {
      throw bad(key, "a whole number from " + least + " to " + most).causedBy(e);
    }
    throw bad(key, "a whole number from " + least + " to " + most);
  }

  OptionalDouble number(SourceKey key, double least, double most) {
    if (!has(key)) {
      return OptionalDouble.empty();
    }
    try {
      double value = Double.parseDouble(options.get(key.text()).strip());
      if (value >= least && value <= most) {
        return OptionalDouble.of(value);
      }
    } catch (NumberFormatException e) {
      throw bad(key, "a number from " + least + " to " + most).causedBy(e);
    }
    throw bad(key, "a number from " + least + " to " + most);
  }

  boolean flag(SourceKey key, boolean fallback) {
    String text = text(key, Boolean.toString(fallback)).strip().toLowerCase(Locale.ROOT);
    if (text.equals("true") || text.equals("false")) {
      return text.equals("true");
    }
    throw bad(key, "true or false");
  }

  <E extends Enum<E>> E choice(SourceKey key, E fallback) {
    if (!has(key)) {
      return fallback;
    }
    E[] values = fallback.getDeclaringClass().getEnumConstants();
    String wanted = options.get(key.text()).strip();
    return Arrays.stream(values)
        .filter(value -> value.name().equalsIgnoreCase(wanted))
        .findFirst()
        .orElseThrow(() -> bad(key, "one of " + List.of(values)));
  }

  WsiException bad(SourceKey key, String wanted) {
    return WsiException.of(
            SourceError.BAD_OPTION,
            "option %s is '%s', not %s",
            key.text(),
            options.get(key.text()),
            wanted)
        .remedy(key.text() + ": " + key.meaning());
  }
}
