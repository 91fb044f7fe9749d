package org.wsispark.jobs.fuzz;

import java.util.Locale;

/**
 * One byte that is changed.
 *
 * @param number which of the run, from 0
 * @param offset in the file
 * @param mask what is exclusive-ored to the byte, 1 to 255
 */
record Flip(long number, long offset, int mask) {

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "flip %d: byte %d ^ %02x", number, offset, mask);
  }
}
