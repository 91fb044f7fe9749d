package org.wsispark.jobs.patches;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.wsispark.patch.GridRule;
import org.wsispark.pixel.JpegCodec;
import org.wsispark.pixel.PngCodec;
import org.wsispark.raster.RgbImage;

/** How images of patches are stored, and with it how patches lie and who makes their rows. */
enum Encoding {
  /** Decoded and encoded anew, at a quality. */
  JPEG(".jpg", JpegCodec::encode),
  /** Decoded and encoded anew, without loss. */
  PNG(".png", (image, quality) -> PngCodec.encode(image)),
  /** Decoded: bytes R, G, B of each pixel, row by row. */
  RAW(".rgb", (image, quality) -> image.rgb()),
  /**
   * The scanner's tiles as complete JPEG streams; only white for a missing one is encoded, at the
   * quality at which it stays white.
   */
  SOURCE(".jpg", (white, quality) -> JpegCodec.encode(white, 100)),
  /** Where the scanner's tiles lie in their slide. */
  REFERENCE(".jpg", (white, quality) -> JpegCodec.encode(white, 100));

  private final String extension;
  private final Coder coder;

  /** Makes bytes of pixels. */
  private interface Coder {
    byte[] encode(RgbImage image, int quality);
  }

  Encoding(String extension, Coder coder) {
    this.extension = extension;
    this.coder = coder;
  }

  /** Whether patches are the scanner's tiles, which are not decoded. */
  boolean passesTiles() {
    return this == SOURCE || this == REFERENCE;
  }

  /** How patches lie on a slide. */
  GridRule rule(GridOptions grid) {
    return passesTiles() ? grid.ofTiles() : grid.ofSquares();
  }

  /** Makes the rows of {@code patch_images}. */
  PartMaker maker(MakerContext context) {
    return switch (this) {
      case JPEG, PNG, RAW -> new ImageMaker(context);
      case SOURCE -> new TileStreamMaker(context);
      case REFERENCE -> new ReferenceMaker(context);
    };
  }

  byte[] encode(RgbImage image, int jpegQuality) {
    return coder.encode(image, jpegQuality);
  }

  String extension() {
    return extension;
  }

  /** As options and the table's column write it. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Encoding of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  static List<String> names() {
    return Arrays.stream(values()).map(Encoding::text).toList();
  }
}
