package org.wsispark.slide.synthetic;

/** A line of ink in block letters near the top-left corner of a slide. Level-0 pixels. */
final class Inscription {
  /** Parts of the slide's shorter side: distance from both edges, and size of a dot. */
  private static final double PLACE = 0.03;

  private static final double DOT = 0.0045;

  private final String text;
  private final double place;
  private final double dot;

  Inscription(String text, int shorterSide) {
    this.text = text;
    this.place = PLACE * shorterSide;
    this.dot = Math.max(2.0 * FieldGrid.STEP, DOT * shorterSide);
  }

  /** How deep a place lies inside the ink, negative outside. */
  double depth(double x, double y) {
    if (text.isEmpty()) {
      return -1e6;
    }
    double column = (x - place) / dot;
    double row = (y - place) / dot;
    double beside = Math.max(-column, column - text.length() * Glyphs.ADVANCE);
    double above = Math.max(-row, row - Glyphs.ROWS);
    if (Math.max(beside, above) > 2) {
      return -dot * Math.max(beside, above);
    }
    double nearest = 3;
    for (int j = (int) Math.floor(row) - 1; j <= row + 1; j++) {
      for (int i = Math.max(0, (int) Math.floor(column) - 1); i <= column + 1; i++) {
        int letter = i / Glyphs.ADVANCE;
        if (letter < text.length() && Glyphs.dot(text.charAt(letter), i % Glyphs.ADVANCE, j)) {
          double dx = column - i - 0.5;
          double dy = row - j - 0.5;
          nearest = Math.min(nearest, Math.sqrt(dx * dx + dy * dy));
        }
      }
    }
    return (0.7 - nearest) * dot;
  }
}
