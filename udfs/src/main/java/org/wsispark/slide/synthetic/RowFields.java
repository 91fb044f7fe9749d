package org.wsispark.slide.synthetic;

/** The fields of one pixel row, stepped along it. */
final class RowFields {
  private final FieldGrid grid;
  private final float[][] rows;
  float tissue;
  float viable;
  float necrosis;
  float fat;
  float along;
  float across;
  float gland;
  float nest;
  float tone;

  RowFields(FieldGrid grid) {
    this.grid = grid;
    this.rows = new float[SceneField.values().length][grid.columns];
  }

  void load(int y) {
    for (SceneField field : SceneField.values()) {
      grid.row(field, y, rows[field.ordinal()]);
    }
  }

  void at(int x) {
    int column = (x - grid.left) >> FieldGrid.STEP_BITS;
    float t = (float) ((x - grid.left) & (FieldGrid.STEP - 1)) / FieldGrid.STEP;
    tissue = value(SceneField.TISSUE, column, t);
    if (tissue < -20) {
      return;
    }
    viable = value(SceneField.VIABLE, column, t);
    necrosis = value(SceneField.NECROSIS, column, t);
    fat = value(SceneField.FAT, column, t);
    along = value(SceneField.ALONG, column, t);
    across = value(SceneField.ACROSS, column, t);
    gland = value(SceneField.GLAND, column, t);
    nest = value(SceneField.NEST, column, t);
    tone = value(SceneField.TONE, column, t);
  }

  float value(SceneField field, int column, float t) {
    float[] row = rows[field.ordinal()];
    return row[column] + (row[column + 1] - row[column]) * t;
  }
}
