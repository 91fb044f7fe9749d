package org.wsispark.jobs.source;

import java.util.Locale;
import org.wsispark.pixel.JpegCodec;
import org.wsispark.pixel.PngCodec;
import org.wsispark.raster.RgbImage;

/** How {@code image.bytes} is written. */
enum TileEncoding {
  PNG(".png"),
  JPEG(".jpg"),
  /** Bytes R, G, B of each pixel, row by row. */
  RAW(".rgb");

  private final String extension;

  TileEncoding(String extension) {
    this.extension = extension;
  }

  String extension() {
    return extension;
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  byte[] encode(RgbImage image, int jpegQuality) {
    return switch (this) {
      case PNG -> PngCodec.encode(image);
      case JPEG -> JpegCodec.encode(image, jpegQuality);
      case RAW -> image.rgb();
    };
  }
}
