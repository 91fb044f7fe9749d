package org.wsispark.slide.codec;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR_RGB;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.wsispark.errors.WsiException;
import org.wsispark.slide.SlideError;

/**
 * Decodes compressed images by OpenCV. The buffer for the stream and the one for the pixels live as
 * long as this object and are freed by {@link #close()}, not by the garbage collector, which does
 * not see how large native memory is. OpenCV is loaded when the first stream comes, so that a slide
 * can be inspected without it.
 */
final class OpenCvImage implements AutoCloseable {
  private static final int FLAGS = IMREAD_COLOR_RGB | IMREAD_IGNORE_ORIENTATION;

  private Mat pixels;
  private BytePointer stream;

  /** Gives native memory for a stream of a length; what it held is gone. */
  BytePointer stream(int length) {
    if (pixels == null) {
      // Parallelism is the caller's: one reader per task and core, so OpenCV starts no threads.
      opencv_core.setNumThreads(1);
      pixels = new Mat();
    }
    if (stream == null || stream.capacity() < length) {
      if (stream != null) {
        stream.close();
      }
      stream = new BytePointer(2L * length);
    }
    return stream.position(0);
  }

  /** Decodes the first bytes of the stream into the first rows of {@code rgb}. */
  void decode(int length, int width, int height, byte[] rgb) {
    boolean decoded;
    try (Mat view = new Mat(1, length, opencv_core.CV_8UC1, stream.position(0));
        Mat result = imdecode(view, FLAGS, pixels)) {
      decoded = !result.empty();
    } catch (RuntimeException e) {
      throw WsiException.of(SlideError.BAD_TILE, "OpenCV cannot decode it").causedBy(e);
    }
    if (!decoded || pixels.type() != opencv_core.CV_8UC3 || !pixels.isContinuous()) {
      throw WsiException.of(SlideError.BAD_TILE, "OpenCV cannot decode it");
    }
    if (pixels.cols() != width || pixels.rows() < height) {
      throw WsiException.of(
          SlideError.BAD_TILE,
          "decodes to %dx%d pixels, %dx%d are wanted",
          pixels.cols(),
          pixels.rows(),
          width,
          height);
    }
    try (BytePointer data = pixels.data()) {
      data.get(rgb, 0, width * height * 3);
    }
  }

  @Override
  public void close() {
    if (pixels != null) {
      pixels.close();
    }
    if (stream != null) {
      stream.close();
    }
  }
}
