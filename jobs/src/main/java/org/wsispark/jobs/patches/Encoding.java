package org.wsispark.jobs.patches;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.wsispark.patch.GridRule;
import org.wsispark.pixel.JpegCodec;
import org.wsispark.pixel.PieceCoder;
import org.wsispark.pixel.PngCodec;

/** How images of patches are stored, and with it how patches lie and who makes their rows. */
enum Encoding {
  /** Decoded and encoded anew, at a quality. */
  JPEG(".jpg", JpegCodec::pieces),
  /** Decoded and encoded anew, without loss. */
  PNG(".png", quality -> PngCodec.pieces()),
  /** Decoded: bytes R, G, B of each pixel, row by row. */
  RAW(".rgb", quality -> (image, piece) -> image.crop(piece).rgb()),
  /**
   * The scanner's tiles as complete JPEG streams; only white for a missing one is encoded, at the
   * quality at which it stays white.
   */
  SOURCE(".jpg", quality -> JpegCodec.pieces(100)),
  /** Where the scanner's tiles lie in their slide. */
  REFERENCE(".jpg", quality -> JpegCodec.pieces(100));

  private final String extension;
  private final IntFunction<PieceCoder> coder;

  Encoding(String extension, IntFunction<PieceCoder> coder) {
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

  /** For the pixels of many patches; the caller's to close. */
  PieceCoder coder(int jpegQuality) {
    return coder.apply(jpegQuality);
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
