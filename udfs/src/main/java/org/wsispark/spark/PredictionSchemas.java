package org.wsispark.spark;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The columns of what models say; the rules of {@link TableSchemas} hold. */
public final class PredictionSchemas {
  private PredictionSchemas() {}

  /**
   * The model's windows over one slide, inside {@code probability.grid}.
   *
   * @return the struct
   */
  public static StructType windowGrid() {
    return new Columns()
        .need("frame_width", IntegerType, "px of the slide at the model's resolution")
        .need("frame_height", IntegerType, "px of the slide at the model's resolution")
        .need("window_px", IntegerType, "side of a window, frame px")
        .need("stride_px", IntegerType, "distance of windows, frame px")
        .need("output_downsample", IntegerType, "frame px per output px")
        .type();
  }

  /**
   * {@code probability}: key slide_id, model_id, config, block.
   *
   * @return the columns
   */
  public static StructType probability() {
    return new Columns()
        .need("slide_id", StringType, "the slide")
        .need("model_id", StringType, "name of the model card")
        .need("config", StringType, "digest of model and options")
        .need("block", StringType, "column,row of the block, fixed by slide and model")
        .need("x", IntegerType, "left edge, px of the output grid")
        .need("y", IntegerType, "top edge, px of the output grid")
        .need("width", IntegerType, "px of the output grid")
        .need("height", IntegerType, "px of the output grid")
        .need("classes", DataTypes.createArrayType(StringType, false), "order of the channels")
        .need("mpp", DoubleType, "um per px of the output grid")
        .need("downsample_x", StringType, "level-0 px per output px to the right, exact")
        .need("downsample_y", StringType, "level-0 px per output px downwards, exact")
        .need("grid", windowGrid(), "the model's windows over the slide; fixes the blocks")
        .need("windows", IntegerType, "windows inferred by this block")
        .need("probabilities", BinaryType, "uint16 per class and px, compressed, with coverage")
        .derived()
        .type();
  }

  /**
   * {@code preannotations}: key slide_id, model_id, config.
   *
   * @return the columns
   */
  public static StructType preannotations() {
    return new Columns()
        .need("slide_id", StringType, "the slide")
        .need("model_id", StringType, "name of the model card")
        .need("config", StringType, "digest of model and export options")
        .need("prediction_id", StringType, "hash of slide, model and options; also in the XML")
        .need("document_uri", StringType, "where the XML lies")
        .need("document_sha256", StringType, "of the XML's bytes")
        .need("regions", IntegerType, "regions in all layers")
        .need("area_um2", DoubleType, "positive minus negative area")
        .need(
            "simplification_iou",
            DoubleType,
            "IoU of the polygons with the mask; 1 if unsimplified")
        .need("vertices_traced", LongType, "along the mask's pixel edges")
        .need("vertices", LongType, "after simplification; the same when there was none")
        .need("status", StringType, "written")
        .derived()
        .type();
  }
}
