package org.wsispark.slide;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A file of the table of faults, and how reading it must end.
 *
 * @param row number of the fault, by which docs/testing.md lists it
 * @param what what is wrong
 * @param file makes the file
 * @param code of the failure; null when the file must be read all the same
 * @param message the whole message, as a regular expression; null when it is read
 * @param holds what must hold of the slide that is read; null when it is refused
 */
record Fault(
    int row,
    String what,
    Supplier<byte[]> file,
    SlideError code,
    String message,
    Consumer<SlideReader> holds) {
  /** What messages call the file. */
  static final String NAME = "bad.svs";

  private static final String COPY_AGAIN = "\\. Copy the file again; it is damaged or cut off";

  /** Refused; {@code problem} is the message between the file's name and the end. */
  static Fault refused(
      int row, String what, Supplier<byte[]> file, SlideError code, String problem) {
    String message = code.name() + ": bad\\.svs: " + problem;
    return new Fault(row, what, file, code, message, null);
  }

  /** As {@link #refused} for what a file of another size would hold. */
  static Fault cutOff(int row, String what, Supplier<byte[]> file, SlideError code, String where) {
    return refused(
        row, what, file, code, where + " reach past the end of the file .\\d+ bytes." + COPY_AGAIN);
  }

  static Fault read(int row, String what, Supplier<byte[]> file, Consumer<SlideReader> holds) {
    return new Fault(row, what, file, null, null, holds);
  }

  @Override
  public String toString() {
    return "row %d: %s".formatted(row, what);
  }
}
