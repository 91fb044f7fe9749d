package org.wsispark.slide.synthetic;

import org.wsispark.geometry.PixelRect;

/**
 * The fields of a scene on lattice points every 8 px of level 0, interpolated between. The lattice
 * is the same for all rectangles, so a pixel has the same values in each of them.
 */
final class FieldGrid {
  static final int STEP = 8;
  static final int STEP_BITS = 3;

  /** How far beyond its rectangle a grid reaches, for cells whose centre lies outside. */
  static final int MARGIN = 48;

  final int left;
  final int top;
  final int columns;
  final int rows;
  private final float[][] values = new float[SceneField.values().length][];

  FieldGrid(PixelRect rect) {
    left = Math.floorDiv(rect.x() - MARGIN, STEP) * STEP;
    top = Math.floorDiv(rect.y() - MARGIN, STEP) * STEP;
    columns = Math.floorDiv(rect.right() + MARGIN - left, STEP) + 2;
    rows = Math.floorDiv(rect.bottom() + MARGIN - top, STEP) + 2;
    for (int k = 0; k < values.length; k++) {
      values[k] = new float[columns * rows];
    }
  }

  float[] of(SceneField field) {
    return values[field.ordinal()];
  }

  /** The largest value of a field anywhere on the grid. */
  float max(SceneField field) {
    float max = Float.NEGATIVE_INFINITY;
    for (float value : of(field)) {
      max = Math.max(max, value);
    }
    return max;
  }

  /** A field at a place that lies on the grid. */
  float at(SceneField field, float x, float y) {
    float gx = (x - left) / STEP;
    float gy = (y - top) / STEP;
    int column = Math.max(0, Math.min(columns - 2, (int) gx));
    int row = Math.max(0, Math.min(rows - 2, (int) gy));
    float[] all = of(field);
    int k = row * columns + column;
    float fx = gx - column;
    float above = all[k] + (all[k + 1] - all[k]) * fx;
    float below = all[k + columns] + (all[k + columns + 1] - all[k + columns]) * fx;
    return above + (below - above) * (gy - row);
  }

  /** A field along one pixel row: one value per grid column. */
  void row(SceneField field, int y, float[] out) {
    int row = (y - top) >> STEP_BITS;
    float t = (float) ((y - top) & (STEP - 1)) / STEP;
    float[] all = of(field);
    int k = row * columns;
    for (int column = 0; column < columns; column++, k++) {
      out[column] = all[k] + (all[k + columns] - all[k]) * t;
    }
  }
}
