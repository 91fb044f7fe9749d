package org.wsispark.pixel;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;
import org.wsispark.raster.BitMask;

/** Masks as OpenCV wants them, one byte per pixel, 0 or 255, and back. */
final class MaskMat {
  private static final byte FOREGROUND = (byte) 255;

  private MaskMat() {}

  /** The mask, which is not empty; the caller closes it. */
  static Mat of(BitMask mask) {
    int width = mask.width();
    byte[] pixels = new byte[Math.multiplyExact(width, mask.height())];
    for (int y = 0; y < mask.height(); y++) {
      int x = mask.next(y, 0, true);
      while (x < width) {
        int end = mask.next(y, x, false);
        Arrays.fill(pixels, y * width + x, y * width + end, FOREGROUND);
        x = mask.next(y, end, true);
      }
    }
    Mat mat = new Mat(mask.height(), width, CV_8UC1);
    mat.data().put(pixels);
    return mat;
  }

  static BitMask bits(Mat mat) {
    byte[] pixels = new byte[mat.rows() * mat.cols()];
    mat.data().get(pixels);
    return BitMask.above(mat.cols(), mat.rows(), pixels, 0);
  }
}
