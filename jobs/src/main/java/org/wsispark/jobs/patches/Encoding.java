package org.wsispark.jobs.patches;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How images of patches are stored. */
enum Encoding {
  JPEG(".jpg"),
  PNG(".png");

  private final String extension;

  Encoding(String extension) {
    this.extension = extension;
  }

  String extension() {
    return extension;
  }

  /** As options and the table's column write it. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Encoding of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  static List<String> names() {
    return Arrays.stream(values()).map(Encoding::text).toList();
  }
}
