package org.wsispark.pixel;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;

import org.bytedeco.opencv.opencv_core.Mat;
import org.wsispark.errors.WsiException;

/**
 * A decoded picture as OpenCV and Spark ML hold it: rows from the top without padding, of each
 * pixel one byte per channel.
 *
 * @param width in pixels
 * @param height in pixels
 * @param channels 1 (grey), 3 (blue, green, red) or 4 (blue, green, red, opacity)
 * @param data width * height * channels bytes; not copied
 */
public record BgrImage(int width, int height, int channels, byte[] data) {

  /**
   * Decodes.
   *
   * @param encoded PNG, JPEG or another format of OpenCV; what it says of its orientation is not
   *     followed
   * @return its pixels, with the channels that the picture has
   * @throws WsiException {@link PixelError#CANNOT_DECODE} when the bytes are no picture, or one of
   *     more than 8 bits
   */
  public static BgrImage decode(byte[] encoded) {
    try (Mat pixels = CvImage.decode(encoded, IMREAD_UNCHANGED)) {
      if (pixels.depth() != CV_8U) {
        throw WsiException.of(
                PixelError.CANNOT_DECODE,
                "a picture of %d bits per channel, not of 8",
                8 * pixels.elemSize1())
            .remedy("Make it one of 8 bits");
      }
      return new BgrImage(
          pixels.cols(), pixels.rows(), pixels.channels(), CvImage.get(pixels, pixels.channels()));
    }
  }
}
