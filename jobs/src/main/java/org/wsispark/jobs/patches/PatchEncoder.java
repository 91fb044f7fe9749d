package org.wsispark.jobs.patches;

import java.io.Serializable;
import org.wsispark.raster.RgbImage;

/**
 * Encodes patches.
 *
 * @param encoding format
 * @param jpegQuality 1 to 100; of JPEG
 */
record PatchEncoder(Encoding encoding, int jpegQuality) implements Serializable {

  byte[] encode(RgbImage image) {
    return encoding.encode(image, jpegQuality);
  }
}
