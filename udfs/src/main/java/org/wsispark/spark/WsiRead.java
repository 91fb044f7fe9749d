package org.wsispark.spark;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.pixel.PngCodec;
import org.wsispark.slide.SlideError;
import org.wsispark.slide.SlideLevel;
import org.wsispark.slide.SlideReader;

/** {@code wsi_read(path, level, x, y, width, height)}: one region as PNG. */
final class WsiRead extends SqlFunction {
  private static final long serialVersionUID = 1L;

  /** A row of a table is no place for a whole slide: 16,384 x 16,384 px are 0.8 GB decoded. */
  private static final int LARGEST_PX = 16_384;

  WsiRead() {
    super(
        "wsi_read",
        BinaryType,
        "a region of a level as PNG; white where the slide holds nothing",
        new Parameter("path", StringType, "path or URI of the slide"),
        new Parameter("level", IntegerType, "from 0, the finest"),
        new Parameter("x", IntegerType, "left edge, level-0 px; the level's pixel that holds it"),
        new Parameter("y", IntegerType, "top edge, level-0 px; the level's pixel that holds it"),
        new Parameter("width", IntegerType, "px of the level, 1 to 16384"),
        new Parameter("height", IntegerType, "px of the level, 1 to 16384"));
  }

  @Override
  public Object evaluate(InternalRow arguments, OpenSlides slides) {
    int width = size("width", arguments.getInt(4));
    int height = size("height", arguments.getInt(5));
    int level = arguments.getInt(1);
    int x = arguments.getInt(2);
    int y = arguments.getInt(3);
    return slides.read(
        arguments.getUTF8String(0).toString(),
        slide -> PngCodec.encode(slide.read(level, rect(slide, level, x, y, width, height))));
  }

  private static PixelRect rect(SlideReader slide, int level, int x, int y, int width, int height) {
    List<SlideLevel> levels = slide.info().levels();
    if (level < 0 || level >= levels.size()) {
      throw WsiException.of(
              SlideError.NO_SUCH_LEVEL, "level %d of a slide with %d", level, levels.size())
          .remedy("Levels count from 0; wsi_info(path).levels lists them");
    }
    SlideLevel at = levels.get(level);
    long left = at.downsample().x().inverse().floorOf(x);
    long top = at.downsample().y().inverse().floorOf(y);
    if (Math.max(left + width, top + height) > Integer.MAX_VALUE) {
      throw WsiException.of(SparkError.BAD_ARGUMENT, "x %d, y %d is no place on a slide", x, y)
          .remedy("Places are in pixels of level 0");
    }
    return new PixelRect((int) left, (int) top, width, height);
  }

  static int size(String name, int value) {
    if (value < 1 || value > LARGEST_PX) {
      throw WsiException.of(
              SparkError.BAD_ARGUMENT, "%s is %d px, not from 1 to %d", name, value, LARGEST_PX)
          .remedy("Read large regions in parts");
    }
    return value;
  }
}
