package org.wsispark.spark;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.SortedMap;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.wsispark.patch.LabelFractions;

/** {@code wsi_label_fractions(xml, downsample, x, y, width, height)}: shares of a window. */
final class WsiLabelFractions extends SqlFunction {
  private static final long serialVersionUID = 1L;

  private final LastDocument<LabelFractions> last = new LastDocument<>();

  WsiLabelFractions() {
    super(
        "wsi_label_fractions",
        DataTypes.createMapType(StringType, DoubleType, false),
        "the share of a window's pixels that belongs to each class, exact in pixels by the rule"
            + " exact; every class of the annotation is listed, later layers win",
        new Parameter("xml", BinaryType, "Aperio XML"),
        new Parameter("downsample", DoubleType, "level-0 px per px of the window, as written"),
        new Parameter("x", IntegerType, "left edge, px at that downsample"),
        new Parameter("y", IntegerType, "top edge, px at that downsample"),
        new Parameter("width", IntegerType, "px at that downsample, 1 to 16384"),
        new Parameter("height", IntegerType, "px at that downsample, 1 to 16384"));
  }

  @Override
  public Object evaluate(InternalRow arguments, OpenSlides slides) {
    double factor = arguments.getDouble(1);
    LabelFractions fractions =
        last.get(
            arguments.getBinary(0),
            factor,
            document -> new LabelFractions(document, WsiRasterize.downsample(factor)));
    SortedMap<String, Double> shares = fractions.of(WsiRasterize.window(arguments, 2));
    return new ArrayBasedMapData(
        new GenericArrayData(shares.keySet().stream().map(UTF8String::fromString).toArray()),
        new GenericArrayData(shares.values().toArray()));
  }
}
