package org.wsispark.jobs.io;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.wsispark.errors.WsiException;

/**
 * File names from slide ids, such that no id leaves the output folder and different ids give
 * different names: letters, digits, dot, dash and underscore stay; every other byte, the slash too,
 * becomes {@code %XX}; so do a leading dot and the first letter of a name that Windows takes for a
 * device.
 */
public final class OutputNames {
  /** Longest name that common file systems take, with room for an extension. */
  private static final int LONGEST = 200;

  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  /** Whatever follows a dot, Windows opens the device. */
  private static final Pattern DEVICE =
      Pattern.compile("(?:con|prn|aux|nul|com\\d|lpt\\d)(?:\\..*)?", Pattern.CASE_INSENSITIVE);

  private OutputNames() {}

  /** A name for a file of this slide. */
  public static String of(String slideId) {
    StringBuilder name = new StringBuilder();
    boolean device = DEVICE.matcher(slideId).matches();
    for (byte b : slideId.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 255);
      boolean first = name.length() == 0;
      if ((PLAIN.indexOf(c) >= 0 && !(first && device)) || (c == '.' && !first)) {
        name.append(c);
      } else {
        name.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    if (name.length() == 0 || name.length() > LONGEST) {
      throw WsiException.of(
              IoError.BAD_NAME, "a slide id of %d bytes cannot name a file", slideId.length())
          .remedy("Give the slide a shorter id in the manifest");
    }
    return name.toString();
  }
}
