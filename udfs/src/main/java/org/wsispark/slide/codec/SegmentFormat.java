package org.wsispark.slide.codec;

import java.util.Locale;

/**
 * How the tiles or strips of one image are stored.
 *
 * @param compression value of the TIFF tag 259
 * @param photometric value of the TIFF tag 262
 * @param samples per pixel, each of 8 bits, interleaved
 * @param predictor value of the TIFF tag 317
 * @param jpegTables value of the TIFF tag 347; empty when there are none; shared, not copied
 */
@SuppressWarnings("ArrayRecordComponent")
public record SegmentFormat(
    int compression, int photometric, int samples, int predictor, byte[] jpegTables) {
  /** Not compressed. */
  public static final int NONE = 1;

  /** LZW. */
  public static final int LZW = 5;

  /** JPEG. */
  public static final int JPEG = 7;

  /** Deflate. */
  public static final int DEFLATE = 8;

  /** PackBits. */
  public static final int PACK_BITS = 32_773;

  /** Deflate by its older number. */
  public static final int OLD_DEFLATE = 32_946;

  /** Aperio: JPEG 2000 codestream of YCbCr samples. */
  public static final int JPEG_2000_YCC = 33_003;

  /** Aperio: JPEG 2000 codestream of RGB samples. */
  public static final int JPEG_2000_RGB = 33_005;

  /** JPEG 2000, a codestream or a JP2 file, of what the photometric interpretation says. */
  public static final int JPEG_2000 = 34_712;

  /** Zstandard. */
  public static final int ZSTD = 50_000;

  /** Photometric: 0 is white. */
  public static final int WHITE_IS_ZERO = 0;

  /** Photometric: 0 is black. */
  public static final int BLACK_IS_ZERO = 1;

  /** Photometric: red, green, blue. */
  public static final int RGB = 2;

  /** Photometric: luma and two colour differences. */
  public static final int YCC = 6;

  /** Predictor: each sample is stored as its difference to the pixel on the left. */
  public static final int HORIZONTAL = 2;

  /**
   * The compression in words.
   *
   * @return such as {@code JPEG}; the number for one that is not read
   */
  public String compressionName() {
    return switch (compression) {
      case NONE -> "none";
      case LZW -> "LZW";
      case JPEG -> "JPEG";
      case DEFLATE, OLD_DEFLATE -> "deflate";
      case PACK_BITS -> "PackBits";
      case JPEG_2000_YCC, JPEG_2000_RGB, JPEG_2000 -> "JPEG 2000";
      case ZSTD -> "zstd";
      default -> String.format(Locale.ROOT, "compression %d", compression);
    };
  }
}
