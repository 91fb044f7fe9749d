package org.wsispark.jobs.patches;

import java.io.Serializable;
import org.wsispark.pixel.JpegCodec;
import org.wsispark.pixel.PngCodec;
import org.wsispark.raster.RgbImage;

/**
 * Encodes patches.
 *
 * @param encoding format
 * @param jpegQuality 1 to 100; not used by PNG
 */
record PatchEncoder(Encoding encoding, int jpegQuality) implements Serializable {

  byte[] encode(RgbImage image) {
    return encoding == Encoding.JPEG
        ? JpegCodec.encode(image, jpegQuality)
        : PngCodec.encode(image);
  }
}
