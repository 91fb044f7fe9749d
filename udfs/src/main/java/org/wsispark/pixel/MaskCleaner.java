package org.wsispark.pixel;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.countNonZero;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_CLOSE;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_OPEN;
import static org.bytedeco.opencv.global.opencv_imgproc.morphologyEx;

import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.SmallParts;

/** Removes what is too small to be tissue or to be a hole in it. */
final class MaskCleaner {
  private final double umPerPx;

  MaskCleaner(double umPerPx) {
    this.umPerPx = umPerPx;
  }

  /** A new mask, or the one given where it has no foreground. */
  BitMask clean(BitMask mask, TissueOptions options) {
    if (mask.count() == 0) {
      // Nothing grows out of nothing, and a background that reaches every edge is no hole.
      return mask;
    }
    // Holes first: a ring of tissue counts with what it encloses. Holes join by edges only, as
    // the pieces of tissue round them join by corners too.
    return SmallParts.remove(
        smooth(mask, options),
        SmallParts.Joins.CORNERS,
        leastPx(options.minObjectAreaUm2()),
        leastPx(options.minHoleAreaUm2()));
  }

  private BitMask smooth(BitMask mask, TissueOptions options) {
    int opening = px(options.openingRadiusUm());
    int closing = px(options.closingRadiusUm());
    if (opening == 0 && closing == 0) {
      return mask;
    }
    try (Mat mat = MaskMat.of(mask)) {
      morph(mat, MORPH_OPEN, opening);
      if (countNonZero(mat) == 0) {
        return new BitMask(mask.width(), mask.height());
      }
      morph(mat, MORPH_CLOSE, closing);
      return MaskMat.bits(mat);
    }
  }

  private int px(double radiusUm) {
    return Math.toIntExact(Math.round(radiusUm / umPerPx));
  }

  /** The fewest pixels that have an area. */
  private long leastPx(double areaUm2) {
    long least = (long) (areaUm2 / (umPerPx * umPerPx));
    while (least * umPerPx * umPerPx < areaUm2) {
      least++;
    }
    return least;
  }

  /** OpenCV's default border takes no part: what lies outside neither grows nor eats. */
  private static void morph(Mat mask, int operation, int radius) {
    if (radius > 0) {
      try (Mat disc = disc(radius)) {
        morphologyEx(mask, mask, operation, disc);
      }
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
}
