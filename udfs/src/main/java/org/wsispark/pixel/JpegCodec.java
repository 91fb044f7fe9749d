package org.wsispark.pixel;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;

import org.wsispark.errors.WsiException;
import org.wsispark.raster.RgbImage;

/**
 * Baseline JPEG as other tools write it by default: YCbCr with chroma at half resolution (4:2:0).
 * The same pixels and quality give the same bytes with the same OpenCV build.
 */
public final class JpegCodec {
  private JpegCodec() {}

  /**
   * Encodes an image.
   *
   * @param image at least one pixel
   * @param quality 1 to 100, as in libjpeg
   * @return a JFIF file's bytes
   * @throws WsiException {@link PixelError#BAD_ENCODING} when the quality is out of range, {@link
   *     PixelError#CANNOT_ENCODE} when the image has no pixels
   */
  public static byte[] encode(RgbImage image, int quality) {
    checkQuality(quality);
    return CvImage.encodeRgb(".jpg", image, IMWRITE_JPEG_QUALITY, quality);
  }

  /**
   * For many pieces of images.
   *
   * @param quality 1 to 100, as in libjpeg
   * @return gives each piece the bytes that {@link #encode} gives an image of its pixels; the
   *     caller's to close
   * @throws WsiException {@link PixelError#BAD_ENCODING} when the quality is out of range
   */
  public static PieceCoder pieces(int quality) {
    checkQuality(quality);
    return new CvPieceCoder(".jpg", IMWRITE_JPEG_QUALITY, quality);
  }

  /**
   * Checks a quality before any work is done with it.
   *
   * @param quality as in libjpeg
   * @throws WsiException {@link PixelError#BAD_ENCODING} when it is not from 1 to 100
   */
  public static void checkQuality(int quality) {
    if (quality < 1 || quality > 100) {
      throw WsiException.of(PixelError.BAD_ENCODING, "JPEG quality is %d, not 1 to 100", quality)
          .remedy("Give a quality such as 90");
    }
  }

  /**
   * Decodes an image.
   *
   * @param jpeg the file's bytes
   * @return its pixels
   * @throws WsiException {@link PixelError#CANNOT_DECODE} when they are no picture
   */
  public static RgbImage decode(byte[] jpeg) {
    return CvImage.decodeRgb(jpeg, IMREAD_COLOR | IMREAD_IGNORE_ORIENTATION);
  }
}
