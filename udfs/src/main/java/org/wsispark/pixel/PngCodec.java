package org.wsispark.pixel;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_GRAYSCALE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;

import org.bytedeco.opencv.opencv_core.Mat;
import org.wsispark.errors.WsiException;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.RgbImage;

/**
 * PNG, lossless: 8-bit RGB for images, 8-bit grey for masks. The same pixels give the same bytes.
 */
public final class PngCodec {
  private static final String EXTENSION = ".png";

  private PngCodec() {}

  /**
   * Encodes an image.
   *
   * @param image at least one pixel
   * @return the PNG's bytes
   * @throws WsiException {@link PixelError#CANNOT_ENCODE} when it has no pixels
   */
  public static byte[] encode(RgbImage image) {
    return CvImage.encodeRgb(EXTENSION, image);
  }

  /**
   * For many pieces of images.
   *
   * @return gives each piece the bytes that {@link #encode(RgbImage)} gives an image of its pixels;
   *     the caller's to close
   */
  public static PieceCoder pieces() {
    return new CvPieceCoder(EXTENSION);
  }

  /**
   * Encodes a mask of one class.
   *
   * @param mask at least one pixel
   * @param foreground grey value of the foreground, 1 to 255; the background is 0
   * @return the PNG's bytes
   */
  public static byte[] encode(BitMask mask, int foreground) {
    byte[] grey = new byte[mask.width() * mask.height()];
    for (int y = 0; y < mask.height(); y++) {
      for (int x = mask.next(y, 0, true); x < mask.width(); x = mask.next(y, x + 1, true)) {
        grey[y * mask.width() + x] = (byte) foreground;
      }
    }
    return encodeGrey(mask.width(), mask.height(), grey);
  }

  /**
   * Encodes grey pixels or class numbers.
   *
   * @param width in pixels
   * @param height in pixels
   * @param grey width * height bytes, row by row
   * @return the PNG's bytes
   * @throws WsiException {@link PixelError#CANNOT_ENCODE} when there are no pixels
   */
  public static byte[] encodeGrey(int width, int height, byte[] grey) {
    if (grey.length == 0 || grey.length != (long) width * height) {
      throw WsiException.of(
          PixelError.CANNOT_ENCODE,
          "%d bytes are no grey %dx%d pixels",
          grey.length,
          width,
          height);
    }
    return CvImage.encodeGrey(EXTENSION, width, height, grey);
  }

  /**
   * Decodes an image.
   *
   * @param png the file's bytes
   * @return its pixels
   * @throws WsiException {@link PixelError#CANNOT_DECODE} when they are no picture
   */
  public static RgbImage decode(byte[] png) {
    return CvImage.decodeRgb(png, IMREAD_COLOR | IMREAD_IGNORE_ORIENTATION);
  }

  /**
   * Decodes a mask or class map written by {@link #encodeGrey}.
   *
   * @param png the file's bytes
   * @return one byte per pixel, row by row
   * @throws WsiException {@link PixelError#CANNOT_DECODE} when they are no picture
   */
  public static byte[] decodeGrey(byte[] png) {
    try (Mat pixels = CvImage.decode(png, IMREAD_GRAYSCALE | IMREAD_IGNORE_ORIENTATION)) {
      return CvImage.get(pixels, 1);
    }
  }

  /**
   * The pixels of one value of a mask or class map written by {@link #encodeGrey}.
   *
   * @param png the file's bytes
   * @param value 0 to 255
   * @return foreground where the picture has the value
   * @throws WsiException {@link PixelError#CANNOT_DECODE} when the bytes are no picture
   */
  public static BitMask decodeMask(byte[] png, int value) {
    try (Mat pixels = CvImage.decode(png, IMREAD_GRAYSCALE | IMREAD_IGNORE_ORIENTATION)) {
      byte[] grey = CvImage.get(pixels, 1);
      BitMask mask = new BitMask(pixels.cols(), pixels.rows());
      for (int k = 0; k < grey.length; k++) {
        if ((grey[k] & 255) == value) {
          mask.set(k % mask.width(), k / mask.width(), true);
        }
      }
      return mask;
    }
  }
}
