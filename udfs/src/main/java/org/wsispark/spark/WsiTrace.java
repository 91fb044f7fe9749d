package org.wsispark.spark;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.MaskAnnotations;
import org.wsispark.pixel.PngCodec;
import org.wsispark.raster.BitMask;

/** {@code wsi_trace(mask, value, class, downsample, x, y)}: the outlines of one value. */
final class WsiTrace extends SqlFunction {
  private static final long serialVersionUID = 1L;

  WsiTrace() {
    super(
        "wsi_trace",
        RegionRows.TYPE,
        "the outlines of a mask's pixels of one value, along pixel edges, so that wsi_rasterize"
            + " gives the pixels again; holes are negative regions",
        new Parameter("mask", BinaryType, "8-bit grey PNG"),
        new Parameter("value", IntegerType, "which pixels, 1 to 255"),
        new Parameter("class", StringType, "name of the regions' class"),
        new Parameter("downsample", DoubleType, "level-0 px per mask px, taken as written"),
        new Parameter("x", IntegerType, "mask px from the slide's left edge to the mask's"),
        new Parameter("y", IntegerType, "mask px from the slide's top edge to the mask's"));
  }

  @Override
  public Object evaluate(InternalRow arguments, OpenSlides slides) {
    BitMask mask = PngCodec.decodeMask(arguments.getBinary(0), arguments.getInt(1));
    Layer layer =
        MaskAnnotations.layer(
            1,
            arguments.getUTF8String(2).toString(),
            Layer.GREEN,
            mask,
            WsiRasterize.downsample(arguments.getDouble(3)),
            arguments.getInt(4),
            arguments.getInt(5));
    return RegionRows.of(new AnnotationDocument(Optional.empty(), List.of(layer)));
  }
}
