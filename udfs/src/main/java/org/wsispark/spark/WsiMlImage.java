package org.wsispark.spark;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructType;
import org.wsispark.pixel.BgrImage;

/**
 * {@code wsi_ml_image(image, origin)}: pixels in the struct of Spark ML. Its type is that of {@code
 * ImageSchema.columnSchema} to the letter; udfs does not need Spark ML for that.
 */
final class WsiMlImage extends SqlFunction {
  private static final long serialVersionUID = 1L;

  private static final StructType RESULT =
      new StructType()
          .add("origin", StringType, true)
          .add("height", IntegerType, false)
          .add("width", IntegerType, false)
          .add("nChannels", IntegerType, false)
          .add("mode", IntegerType, false)
          .add("data", BinaryType, false);

  WsiMlImage() {
    super(
        "wsi_ml_image",
        RESULT,
        "an encoded image decoded into the image struct of Spark ML; channels are blue, green, red",
        new Parameter("image", BinaryType, "PNG or JPEG of 8 bits per channel"),
        new Parameter("origin", StringType, "the name that the struct shall carry"));
  }

  @Override
  public Object evaluate(InternalRow arguments, OpenSlides slides) {
    BgrImage image = BgrImage.decode(arguments.getBinary(0));
    return new GenericInternalRow(
        new Object[] {
          arguments.getUTF8String(1).copy(),
          image.height(),
          image.width(),
          image.channels(),
          mode(image.channels()),
          image.data()
        });
  }

  /** OpenCV's number of a type: three bits of depth, 0 for 8-bit unsigned, then channels - 1. */
  private static int mode(int channels) {
    return (channels - 1) << 3;
  }
}
