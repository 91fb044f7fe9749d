package org.wsispark.pixel;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

import java.util.function.IntPredicate;
import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.wsispark.raster.BitMask;

/** Masks as OpenCV wants them, one byte per pixel, 0 or 255, and back. */
final class MaskMat {
  private MaskMat() {}

  /** The pixels, counted row by row from 0, for which the test holds; the caller closes it. */
  static Mat of(int width, int height, IntPredicate foreground) {
    Mat mat = new Mat(height, width, CV_8UC1);
    try (UByteIndexer at = mat.createIndexer()) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          at.put(y, x, foreground.test(y * width + x) ? 255 : 0);
        }
      }
    }
    return mat;
  }

  static BitMask bits(Mat mat) {
    BitMask mask = new BitMask(mat.cols(), mat.rows());
    try (UByteIndexer at = mat.createIndexer()) {
      for (int y = 0; y < mask.height(); y++) {
        copyRow(at, y, mask);
      }
    }
    return mask;
  }

  private static void copyRow(UByteIndexer pixels, int y, BitMask mask) {
    int width = mask.width();
    int x = 0;
    while (x < width) {
      boolean set = pixels.get(y, x) != 0;
      int from = x;
      while (x < width && pixels.get(y, x) != 0 == set) {
        x++;
      }
      if (set) {
        mask.setRow(y, from, x, true);
      }
    }
  }
}
