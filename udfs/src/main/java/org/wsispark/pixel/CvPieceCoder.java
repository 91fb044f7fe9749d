package org.wsispark.pixel;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.RgbImage;

/**
 * Pieces in one of OpenCV's formats. The pixels go straight from the image into native memory that
 * is used again: a fresh piece of memory each time is mapped, cleared and unmapped by the kernel.
 */
final class CvPieceCoder implements PieceCoder {
  private static final int CHANNELS = 3;

  private final String extension;
  private final IntPointer parameters;
  private final Mat bgr = new Mat();
  private Mat rgb = new Mat();
  private ByteBuffer pixels;

  CvPieceCoder(String extension, int... parameters) {
    this.extension = extension;
    this.parameters = new IntPointer(parameters);
  }

  @Override
  public byte[] encode(RgbImage image, PixelRect piece) {
    if (piece.isEmpty()) {
      throw WsiException.of(
          PixelError.CANNOT_ENCODE,
          "an image of %dx%d has no pixels",
          piece.width(),
          piece.height());
    }
    if (!new PixelRect(0, 0, image.width(), image.height()).contains(piece)) {
      throw new IllegalArgumentException(
          piece + " is not inside " + image.width() + "x" + image.height());
    }
    hold(piece.width(), piece.height());
    int rowBytes = CHANNELS * piece.width();
    for (int y = 0; y < piece.height(); y++) {
      int from = CHANNELS * ((piece.y() + y) * image.width() + piece.x());
      pixels.put(y * rowBytes, image.rgb(), from, rowBytes);
    }
    cvtColor(rgb, bgr, COLOR_RGB2BGR);
    return CvImage.encode(extension, bgr, parameters);
  }

  private void hold(int width, int height) {
    if (rgb.cols() == width && rgb.rows() == height) {
      return;
    }
    rgb.close();
    rgb = new Mat(height, width, CV_8UC3);
    BytePointer data = rgb.data();
    pixels = data.capacity(rgb.total() * CHANNELS).asByteBuffer();
  }

  @Override
  public void close() {
    rgb.close();
    bgr.close();
    parameters.close();
  }
}
