package org.wsispark.pixel;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.wsispark.errors.WsiException;
import org.wsispark.raster.RgbImage;

/** The way into OpenCV's picture formats and back. OpenCV wants B, G, R; everybody else R, G, B. */
final class CvImage {
  private CvImage() {}

  static byte[] encodeRgb(String extension, RgbImage image, int... parameters) {
    try (CvPieceCoder coder = new CvPieceCoder(extension, parameters)) {
      return coder.encode(image);
    }
  }

  static byte[] encodeGrey(
      String extension, int width, int height, byte[] grey, int... parameters) {
    try (Mat pixels = new Mat(height, width, CV_8UC1);
        IntPointer how = new IntPointer(parameters)) {
      put(pixels, grey);
      return encode(extension, pixels, how);
    }
  }

  static byte[] encode(String extension, Mat pixels, IntPointer parameters) {
    try (BytePointer out = new BytePointer()) {
      if (!imencode(extension, pixels, out, parameters)) {
        throw WsiException.of(
            PixelError.CANNOT_ENCODE,
            "OpenCV refused to write %dx%d pixels as %s",
            pixels.cols(),
            pixels.rows(),
            extension);
      }
      byte[] bytes = new byte[Math.toIntExact(out.limit())];
      out.get(bytes);
      return bytes;
    }
  }

  /** The decoded pixels, R, G, B or grey as the flag says. */
  static RgbImage decodeRgb(byte[] encoded, int flag) {
    try (Mat pixels = decode(encoded, flag)) {
      cvtColor(pixels, pixels, COLOR_BGR2RGB);
      return new RgbImage(pixels.cols(), pixels.rows(), get(pixels, 3));
    }
  }

  static Mat decode(byte[] encoded, int flag) {
    try (BytePointer bytes = new BytePointer(encoded);
        Mat in = new Mat(1, encoded.length, CV_8UC1, bytes)) {
      Mat out = encoded.length == 0 ? new Mat() : imdecode(in, flag);
      if (out.empty()) {
        out.close();
        throw WsiException.of(
                PixelError.CANNOT_DECODE, "%d bytes are no picture OpenCV can read", encoded.length)
            .remedy("Make the picture anew");
      }
      return out;
    }
  }

  static byte[] get(Mat pixels, int channels) {
    byte[] bytes = new byte[Math.toIntExact(pixels.total() * channels)];
    try (BytePointer data = pixels.data()) {
      data.get(bytes);
    }
    return bytes;
  }

  private static void put(Mat pixels, byte[] bytes) {
    try (BytePointer data = pixels.data()) {
      data.put(bytes);
    }
  }
}
