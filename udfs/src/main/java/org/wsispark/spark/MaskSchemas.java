package org.wsispark.spark;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.wsispark.spark.Columns.COUNTS;
import static org.wsispark.spark.Columns.STRINGS;

import org.apache.spark.sql.types.StructType;

/** The columns of the tables of rasterized annotations, as {@link TableSchemas} has the others. */
public final class MaskSchemas {
  private MaskSchemas() {}

  /**
   * {@code masks}: one row per rasterized annotation; key slide_id, config.
   *
   * @return the columns
   */
  public static StructType masks() {
    return new Columns()
        .need("slide_id", StringType, "the slide")
        .need("config", StringType, "digest of what decides the mask, of output and of its folder")
        .need("document_id", StringType, "the annotation that the mask was made from")
        .need("rule", StringType, "exact, paip2019, paip2020 or paip2021")
        .need("width", IntegerType, "px of the mask")
        .need("height", IntegerType, "px of the mask")
        .need("downsample_x", StringType, "level-0 px per mask px to the right, exact (4443/2221)")
        .need("downsample_y", StringType, "level-0 px per mask px downwards, exact")
        .need("classes", STRINGS, "value of the mask to class")
        .need("pixels", COUNTS, "value of the mask to px with it, 0 left out")
        .can("uri", StringType, "the TIFF file; null when the mask is in mask_tiles")
        .derived()
        .type();
  }

  /**
   * {@code mask_tiles}: masks in tiles of 512 px, tiles of 0 only left out; key slide_id, config,
   * x, y.
   *
   * @return the columns
   */
  public static StructType maskTiles() {
    return new Columns()
        .need("slide_id", StringType, "the slide")
        .need("config", StringType, "see masks")
        .need("x", IntegerType, "left edge, mask px")
        .need("y", IntegerType, "top edge, mask px")
        .need("width", IntegerType, "mask px; less than 512 at the right edge")
        .need("height", IntegerType, "mask px; less than 512 at the bottom")
        .need("mask", BinaryType, "PNG, 8-bit grey: the values")
        .derived()
        .type();
  }
}
