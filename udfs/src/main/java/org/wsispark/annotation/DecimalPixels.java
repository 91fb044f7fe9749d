package org.wsispark.annotation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import org.wsispark.geometry.Ring;

/** Coordinates between decimal text in pixels and whole micro-pixels, without doubles. */
public final class DecimalPixels {
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?");
  private static final int PLACES = 6;
  private static final int LONGEST = 400;

  /** What {@link #plain} gives for another form; no coordinate is as small. */
  public static final long NOT_PLAIN = Long.MIN_VALUE;

  /** Nine digits before the point stay within {@link Ring#LIMIT_PX}. */
  private static final int PLAIN_DIGITS = 9;

  private static final int LONGEST_PLAIN = PLAIN_DIGITS + 1 + PLACES;
  private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

  private DecimalPixels() {}

  /**
   * Micro-pixels of a text, rounded to the nearest, halves away from zero.
   *
   * @param text a decimal number of pixels, perhaps with an exponent and white space around it
   * @return 10<sup>-6</sup> px
   * @throws NumberFormatException when it is no decimal or lies beyond {@link Ring#LIMIT_PX}
   */
  public static long parse(String text) {
    return general(text.strip());
  }

  /**
   * Micro-pixels of digits with at most six places, as ImageScope writes them.
   *
   * @param text holds the digits in ASCII
   * @param from first of them, or a minus
   * @param to behind the last
   * @return 10<sup>-6</sup> px, or {@link #NOT_PLAIN} for any other form
   */
  public static long plain(byte[] text, int from, int to) {
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
   * @param text digits with at most one point, perhaps with a sign and an exponent
   * @return its exact value
   * @throws NumberFormatException for anything else, such as NaN or a decimal comma
   */
  public static BigDecimal decimal(String text) {
    if (text.length() > LONGEST || !DECIMAL.matcher(text).matches()) {
      throw new NumberFormatException("no decimal");
    }
    return new BigDecimal(text);
  }

  /**
   * Appends pixels: whole ones without decimals, others with six, as ImageScope does.
   *
   * @param out gets the text
   * @param microPx 10<sup>-6</sup> px
   */
  public static void append(StringBuilder out, long microPx) {
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
