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

  /** What {@link #plain} gives for another form; no coordinate is as small. */
  static final long NOT_PLAIN = Long.MIN_VALUE;

  /** Nine digits before the point stay within {@link Ring#LIMIT_PX}. */
  private static final int PLAIN_DIGITS = 9;

  private static final int LONGEST_PLAIN = PLAIN_DIGITS + 1 + PLACES;
  private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

  private DecimalPixels() {}

  /**
   * Micro-pixels of a text, rounded to the nearest, halves away from zero.
   *
   * @throws NumberFormatException when it is no decimal or lies beyond {@link Ring#LIMIT_PX}
   */
  static long parse(String text) {
    return general(text.strip());
  }

  /** Digits with at most six places, as ImageScope writes them; else {@link #NOT_PLAIN}. */
  static long plain(byte[] text, int from, int to) {
    int start = from < to && text[from] == '-' ? from + 1 : from;
    if (to == start || to - start > LONGEST_PLAIN) {
      return NOT_PLAIN;
    }
    long value = 0;
    int point = to;
    for (int k = start; k < to; k++) {
      int digit = text[k] - '0';
      if (digit >= 0 && digit <= 9) {
        value = value * 10 + digit;
      } else if (text[k] == '.' && point == to && k > start) {
        point = k;
      } else {
        return NOT_PLAIN;
      }
    }
    int places = point == to ? 0 : to - point - 1;
    if (places > PLACES || point - start > PLAIN_DIGITS) {
      return NOT_PLAIN;
    }
    value *= POWERS[PLACES - places];
    return start > from ? -value : value;
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
