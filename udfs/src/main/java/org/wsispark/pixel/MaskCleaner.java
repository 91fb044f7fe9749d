package org.wsispark.pixel;

import static org.bytedeco.opencv.global.opencv_core.CV_32S;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.bitwise_not;
import static org.bytedeco.opencv.global.opencv_core.countNonZero;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_HEIGHT;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_LEFT;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_TOP;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_WIDTH;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_CLOSE;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_OPEN;
import static org.bytedeco.opencv.global.opencv_imgproc.connectedComponentsWithStats;
import static org.bytedeco.opencv.global.opencv_imgproc.morphologyEx;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.indexer.IntIndexer;
import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Removes what is too small to be tissue or to be a hole in it. Works in place on a mask of one
 * byte per pixel, 0 or 255.
 */
final class MaskCleaner {
  private final double umPerPx;

  MaskCleaner(double umPerPx) {
    this.umPerPx = umPerPx;
  }

  void clean(Mat mask, TissueOptions options) {
    morph(mask, MORPH_OPEN, options.openingRadiusUm());
    if (countNonZero(mask) == 0) {
      // Nothing grows out of nothing, and a background that reaches every edge is no hole.
      return;
    }
    morph(mask, MORPH_CLOSE, options.closingRadiusUm());
    if (options.minHoleAreaUm2() > 0) {
      // Holes first: a ring of tissue counts with what it encloses. Holes join by edges only, as
      // the pieces of tissue round them join by corners too.
      bitwise_not(mask, mask);
      dropSmall(mask, options.minHoleAreaUm2(), 4, true);
      bitwise_not(mask, mask);
    }
    if (options.minObjectAreaUm2() > 0) {
      dropSmall(mask, options.minObjectAreaUm2(), 8, false);
    }
  }

  /** OpenCV's default border takes no part: what lies outside neither grows nor eats. */
  private void morph(Mat mask, int operation, double radiusUm) {
    int radius = Math.toIntExact(Math.round(radiusUm / umPerPx));
    if (radius == 0 || mask.empty()) {
      return;
    }
    try (Mat disc = disc(radius)) {
      morphologyEx(mask, mask, operation, disc);
    }
  }

  /** All pixels whose centre lies within the radius; OpenCV's own ellipse is not symmetric. */
  private static Mat disc(int radius) {
    int side = 2 * radius + 1;
    Mat disc = new Mat(side, side, CV_8UC1);
    try (UByteIndexer pixels = disc.createIndexer()) {
      for (int y = -radius; y <= radius; y++) {
        for (int x = -radius; x <= radius; x++) {
          pixels.put(y + radius, x + radius, x * x + y * y <= radius * radius ? 1 : 0);
        }
      }
    }
    return disc;
  }

  private void dropSmall(Mat mask, double minAreaUm2, int connectivity, boolean keepAtEdge) {
    try (Mat labels = new Mat();
        Mat stats = new Mat();
        Mat centroids = new Mat()) {
      int count =
          connectedComponentsWithStats(mask, labels, stats, centroids, connectivity, CV_32S);
      boolean[] drop = new boolean[count];
      boolean any = false;
      try (IntIndexer of = stats.createIndexer()) {
        for (int label = 1; label < count; label++) {
          boolean small = of.get(label, CC_STAT_AREA) * umPerPx * umPerPx < minAreaUm2;
          drop[label] = small && !(keepAtEdge && touchesEdge(of, label, mask));
          any |= drop[label];
        }
      }
      if (any) {
        drop(mask, labels, drop);
      }
    }
  }

  private static void drop(Mat mask, Mat labels, boolean[] drop) {
    int[] row = new int[mask.cols()];
    byte[] pixels = new byte[mask.cols()];
    for (int y = 0; y < mask.rows(); y++) {
      new IntPointer(labels.ptr(y)).get(row);
      BytePointer at = mask.ptr(y);
      at.get(pixels);
      for (int x = 0; x < row.length; x++) {
        if (drop[row[x]]) {
          pixels[x] = 0;
        }
      }
      at.put(pixels);
    }
  }

  private static boolean touchesEdge(IntIndexer stats, int label, Mat mask) {
    int left = stats.get(label, CC_STAT_LEFT);
    int top = stats.get(label, CC_STAT_TOP);
    return left == 0
        || top == 0
        || left + stats.get(label, CC_STAT_WIDTH) == mask.cols()
        || top + stats.get(label, CC_STAT_HEIGHT) == mask.rows();
  }
}
