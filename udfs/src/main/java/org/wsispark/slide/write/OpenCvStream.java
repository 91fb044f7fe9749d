package org.wsispark.slide.write;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.wsispark.raster.RgbImage;

/** Encodes by OpenCV, which wants its colours as B, G, R. */
final class OpenCvStream {
  private OpenCvStream() {}

  static byte[] encode(RgbImage image, String extension, int... parameters) {
    byte[] bgr = new byte[image.rgb().length];
    byte[] rgb = image.rgb();
    for (int k = 0; k < bgr.length; k += 3) {
      bgr[k] = rgb[k + 2];
      bgr[k + 1] = rgb[k + 1];
      bgr[k + 2] = rgb[k];
    }
    try (BytePointer pixels = new BytePointer(bgr);
        Mat mat = new Mat(image.height(), image.width(), opencv_core.CV_8UC3, pixels);
        BytePointer out = new BytePointer();
        IntPointer options = new IntPointer(parameters)) {
      if (!opencv_imgcodecs.imencode(extension, mat, out, options)) {
        throw new IllegalStateException("OpenCV refused to encode " + image + extension);
      }
      byte[] bytes = new byte[Math.toIntExact(out.limit())];
      out.get(bytes);
      return bytes;
    }
  }
}
