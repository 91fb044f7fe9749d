package org.wsispark.jobs.io;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.Rational;
import org.wsispark.inference.WindowGrid;

/** Columns of {@code probability} that are more than a number. */
public final class ProbabilityRow {
  private ProbabilityRow() {}

  /** The column {@code grid}. */
  public static Row grid(WindowGrid grid) {
    return RowFactory.create(
        grid.frameWidth(),
        grid.frameHeight(),
        grid.windowPx(),
        grid.stridePx(),
        grid.outputDownsample());
  }

  /** What the column {@code grid} holds. */
  public static WindowGrid grid(Row column) {
    return new WindowGrid(
        column.getInt(0), column.getInt(1), column.getInt(2), column.getInt(3), column.getInt(4));
  }

  /** Level-0 px per px of the output grid. */
  public static Downsample downsample(Row row) {
    return new Downsample(
        Rational.parse(row.getAs("downsample_x")), Rational.parse(row.getAs("downsample_y")));
  }
}
