package org.wsispark.spark;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.wsispark.annotation.mask.MaskGrid;
import org.wsispark.annotation.mask.MaskRule;
import org.wsispark.annotation.mask.RuleMasks;
import org.wsispark.annotation.mask.ValueRaster;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Rational;
import org.wsispark.pixel.PngCodec;

/** {@code wsi_rasterize(xml, layer, downsample, x, y, width, height)}: one window of a mask. */
final class WsiRasterize extends SqlFunction {
  private static final long serialVersionUID = 1L;

  private final LastDocument<ValueRaster> last = new LastDocument<>();

  WsiRasterize() {
    super(
        "wsi_rasterize",
        BinaryType,
        "a window of an annotation's mask as 8-bit grey PNG, by the rule exact; the n-th layer is"
            + " value n and later layers win, one layer alone is value 1",
        new Parameter("xml", BinaryType, "Aperio XML"),
        new Parameter("layer", StringType, "Id of one layer; '' for all"),
        new Parameter("downsample", DoubleType, "level-0 px per mask px, taken as written"),
        new Parameter("x", IntegerType, "left edge, mask px"),
        new Parameter("y", IntegerType, "top edge, mask px"),
        new Parameter("width", IntegerType, "mask px, 1 to 16384"),
        new Parameter("height", IntegerType, "mask px, 1 to 16384"));
  }

  @Override
  public Object evaluate(InternalRow arguments, OpenSlides slides) {
    String layer = arguments.getUTF8String(1).toString();
    double factor = arguments.getDouble(2);
    PixelRect window = window(arguments, 3);
    ValueRaster mask =
        last.get(
            arguments.getBinary(0),
            List.of(layer, factor),
            document -> {
              MaskGrid grid = new MaskGrid(0, 0, downsample(factor));
              return RuleMasks.of(
                      MaskRule.EXACT, document, layer.isEmpty() ? null : layer, grid.rect(), grid)
                  .on(grid);
            });
    return PngCodec.encodeGrey(window.width(), window.height(), mask.values(window));
  }

  static Downsample downsample(double factor) {
    if (!(factor > 0 && factor <= 1 << 20)) {
      throw WsiException.of(
              SparkError.BAD_ARGUMENT, "downsample is %s, not above 0 to 1048576", factor)
          .remedy("Give level-0 pixels per mask pixel, such as 4");
    }
    Rational exact = Rational.ofDecimal(factor);
    return new Downsample(exact, exact);
  }

  /** The arguments x, y, width and height from a position on. */
  static PixelRect window(InternalRow arguments, int first) {
    int x = arguments.getInt(first);
    int y = arguments.getInt(first + 1);
    int width = WsiRead.size("width", arguments.getInt(first + 2));
    int height = WsiRead.size("height", arguments.getInt(first + 3));
    if (Math.max((long) x + width, (long) y + height) > Integer.MAX_VALUE) {
      throw WsiException.of(SparkError.BAD_ARGUMENT, "x %d, y %d is no place on a slide", x, y)
          .remedy("Places are in pixels of the mask");
    }
    return new PixelRect(x, y, width, height);
  }
}
