package org.wsispark.annotation.aperio;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import org.wsispark.geometry.Ring;

/** Coordinates between decimal text in pixels and whole micro-pixels, without doubles. */
final class DecimalPixels {
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?");
  private static final int PLACES = 6;
  private static final int LONGEST = 400;

  private DecimalPixels() {}

  /**
   * Micro-pixels of a text, rounded to the nearest, halves away from zero.
   *
   * @throws NumberFormatException when it is no decimal or lies beyond {@link Ring#LIMIT_PX}
   */
  static long parse(String text) {
    long plain = plain(text);
    return plain != Long.MIN_VALUE ? plain : general(text.strip());
  }

  /** Digits with at most six places, as ImageScope writes them; else Long.MIN_VALUE. */
  private static long plain(String text) {
    int length = text.length();
    int start = length > 0 && text.charAt(0) == '-' ? 1 : 0;
    if (length == start || length > 17) {
      return Long.MIN_VALUE;
    }
    long value = 0;
    int places = -1;
    for (int k = start; k < length; k++) {
      char c = text.charAt(k);
      if (c >= '0' && c <= '9') {
        value = value * 10 + (c - '0');
        places += places >= 0 ? 1 : 0;
      } else if (c == '.' && places < 0 && k > start) {
        places = 0;
      } else {
        return Long.MIN_VALUE;
      }
    }
    if (places > PLACES || value > (Ring.LIMIT_PX - 1) * 1_000_000) {
      return Long.MIN_VALUE;
    }
    for (int k = Math.max(0, places); k < PLACES; k++) {
      value *= 10;
    }
    if (value > Ring.LIMIT_PX * Ring.MICRO) {
      return Long.MIN_VALUE;
    }
    return start == 1 ? -value : value;
  }

  private static long general(String text) {
    BigDecimal px = decimal(text);
    // The size first, since setting the scale of 1e9999 would write out its zeros.
    long digitsBeforePoint = (long) px.precision() - px.scale();
    if (px.signum() == 0 || digitsBeforePoint < -PLACES) {
      return 0;
    }
    if (digitsBeforePoint > 12 || px.abs().compareTo(BigDecimal.valueOf(Ring.LIMIT_PX)) > 0) {
      throw new NumberFormatException("beyond 2^30 px: " + text);
    }
    return px.movePointRight(PLACES).setScale(0, RoundingMode.HALF_UP).longValueExact();
  }

  /**
   * A decimal of any kind.
   *
   * @throws NumberFormatException for anything else, such as NaN or a decimal comma
   */
  static BigDecimal decimal(String text) {
    if (text.length() > LONGEST || !DECIMAL.matcher(text).matches()) {
      throw new NumberFormatException("no decimal");
    }
    return new BigDecimal(text);
  }

  /** Whole pixels without decimals, others with six, as ImageScope does. */
  static void append(StringBuilder out, long microPx) {
    long size = Math.abs(microPx);
    if (microPx < 0) {
      out.append('-');
    }
    out.append(size / Ring.MICRO);
    long rest = size % Ring.MICRO;
    if (rest != 0) {
      out.append('.');
      for (long unit = Ring.MICRO / 10; unit > 0; unit /= 10) {
        out.append((char) ('0' + rest / unit % 10));
      }
    }
  }
}
