package org.wsispark.testkit.pixels;

import java.util.Optional;

/** Tells where two pictures of one size differ, for a person. */
final class PixelDifference {
  /** Neighbours that are shown on each side. */
  private static final int AROUND = 3;

  private PixelDifference() {}

  /** A question about a pixel. */
  interface Test {
    boolean at(int x, int y);
  }

  /** A pixel as text of a fixed width. */
  interface Text {
    String at(int x, int y);
  }

  static Optional<String> sameSize(int width, int height, int expectedWidth, int expectedHeight) {
    return width == expectedWidth && height == expectedHeight
        ? Optional.empty()
        : Optional.of(
            "size %dx%d instead of %dx%d".formatted(width, height, expectedWidth, expectedHeight));
  }

  /** First wrong pixel row by row, number and box of all wrong ones, neighbours of the first. */
  static Optional<String> find(int width, int height, Test differs, Text expected, Text actual) {
    long wrong = 0;
    int firstX = 0;
    int firstY = 0;
    int left = width;
    int right = 0;
    int bottom = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (differs.at(x, y)) {
          if (wrong++ == 0) {
            firstX = x;
            firstY = y;
          }
          left = Math.min(left, x);
          right = Math.max(right, x);
          bottom = y;
        }
      }
    }
    if (wrong == 0) {
      return Optional.empty();
    }
    String message =
        """
        pixel x %d, y %d is %s instead of %s
        %d of %d pixels differ, in x %d to %d, y %d to %d
        around it, actual:
        %sand expected:
        %s"""
            .formatted(
                firstX,
                firstY,
                actual.at(firstX, firstY),
                expected.at(firstX, firstY),
                wrong,
                (long) width * height,
                left,
                right,
                firstY,
                bottom,
                around(width, height, firstX, firstY, actual),
                around(width, height, firstX, firstY, expected));
    return Optional.of(message);
  }

  private static String around(int width, int height, int x, int y, Text text) {
    StringBuilder out = new StringBuilder();
    for (int v = Math.max(0, y - AROUND); v <= Math.min(height - 1, y + AROUND); v++) {
      for (int u = Math.max(0, x - AROUND); u <= Math.min(width - 1, x + AROUND); u++) {
        String pixel = text.at(u, v);
        out.append(u == x && v == y ? "[" + pixel + "]" : " " + pixel + " ");
      }
      out.append('\n');
    }
    return out.toString();
  }
}
