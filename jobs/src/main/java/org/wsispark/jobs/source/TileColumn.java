package org.wsispark.jobs.source;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns of the source, with what catalogues and {@code DESCRIBE} show of them. */
enum TileColumn {
  SLIDE(StringType, Axis.SLIDE, "URI of the slide file"),
  LEVEL(IntegerType, Axis.SLIDE, "level that the pixels are read from, 0 is the finest"),
  MPP(DoubleType, Axis.SLIDE, "um per px of the tile; null when the slide does not say it"),
  DOWNSAMPLE_X(DoubleType, Axis.SLIDE, "level-0 px per px of the tile, to the right"),
  DOWNSAMPLE_Y(DoubleType, Axis.SLIDE, "level-0 px per px of the tile, downwards"),
  COLUMN(IntegerType, Axis.COLUMN, "of the tile in its slide's grid, from 0"),
  ROW(IntegerType, Axis.ROW, "of the tile in its slide's grid, from 0"),
  X(IntegerType, Axis.COLUMN, "left edge, level-0 px"),
  Y(IntegerType, Axis.ROW, "top edge, level-0 px"),
  WIDTH(IntegerType, Axis.COLUMN, "px of the tile"),
  HEIGHT(IntegerType, Axis.ROW, "px of the tile"),
  TISSUE_FRACTION(
      DoubleType,
      Axis.CELL,
      "share of the tile's area that is tissue, 0 to 1; null when the slide's mpp is unknown"),
  MEAN(mean(), Axis.PIXELS, "mean of the tile's pixels, 0 (black) to 255; decodes the tile"),
  IMAGE(image(), Axis.PIXELS, "the tile's pixels, encoded as option image says; decodes the tile"),
  ERROR(
      StringType,
      Axis.PIXELS,
      "why the slide or the tile could not be read; always null but in mode PERMISSIVE");

  /** What the value of a column depends on, besides the slide. */
  enum Axis {
    SLIDE,
    COLUMN,
    ROW,
    CELL,
    PIXELS
  }

  private final DataType type;
  private final Axis axis;
  private final String comment;

  TileColumn(DataType type, Axis axis, String comment) {
    this.type = type;
    this.axis = axis;
    this.comment = comment;
  }

  private static StructType mean() {
    return new StructType()
        .add("red", DoubleType, false, "0 to 255")
        .add("green", DoubleType, false, "0 to 255")
        .add("blue", DoubleType, false, "0 to 255")
        .add("grey", DoubleType, false, "0.299 red + 0.587 green + 0.114 blue, 0 to 255");
  }

  private static StructType image() {
    return new StructType()
        .add("bytes", BinaryType, false, "encoded as option image says")
        .add("path", StringType, false, "SLIDE/SLIDE_x1024_y2048.png; level-0 px");
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  DataType type() {
    return type;
  }

  Axis axis() {
    return axis;
  }

  String comment() {
    return comment;
  }

  static Optional<TileColumn> of(String name) {
    return Arrays.stream(values()).filter(column -> column.text().equals(name)).findFirst();
  }

  /**
   * All columns. All but the slide may be null: in mode PERMISSIVE a slide that cannot be opened
   * has a row of which only slide and error hold.
   */
  static StructType schema() {
    List<StructField> fields = new ArrayList<>();
    for (TileColumn column : values()) {
      boolean nullable = column != SLIDE;
      fields.add(
          new StructField(column.text(), column.type, nullable, Metadata.empty())
              .withComment(column.comment));
    }
    return new StructType(fields.toArray(StructField[]::new));
  }
}
