package org.wsispark.spark;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import org.apache.spark.sql.catalyst.InternalRow;
import org.wsispark.pixel.PngCodec;
import org.wsispark.slide.SlideThumbnail;

/** {@code wsi_thumbnail(path, max_px)}: the whole slide as a small PNG. */
final class WsiThumbnail extends SqlFunction {
  private static final long serialVersionUID = 1L;

  WsiThumbnail() {
    super(
        "wsi_thumbnail",
        BinaryType,
        "the whole slide as PNG, made from its pyramid; smaller slides come as they are",
        new Parameter("path", StringType, "path or URI of the slide"),
        new Parameter("max_px", IntegerType, "the longer side at most, 1 to 16384 px"));
  }

  @Override
  public Object evaluate(InternalRow arguments, OpenSlides slides) {
    int most = WsiRead.size("max_px", arguments.getInt(1));
    return slides.read(
        arguments.getUTF8String(0).toString(),
        slide -> PngCodec.encode(SlideThumbnail.of(slide, most)));
  }
}
