package org.wsispark.pixel;

import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.wsispark.raster.BitMask;

/**
 * Otsu's threshold of a grey plane: the step that parts its histogram into two classes of least
 * variance within (Otsu 1979), here as greatest variance between.
 */
final class OtsuSplit {
  private OtsuSplit() {}

  /** Beyond so many steps above the lowest values, {@link #capped} makes no difference. */
  static final int CAP = 64;

  /**
   * Two classes.
   *
   * @param threshold largest value of the lower class
   * @param contrast steps between the means of the classes
   * @param separation share of the variance that lies between the classes, 0 to 1
   */
  record Split(int threshold, double contrast, double separation) {}

  /**
   * The largest value of the lower class. Empty when the means of the classes lie less than
   * minContrast apart: then the plane is one class and its noise, and a threshold would only cut
   * through that. Of equally good steps the lowest wins.
   */
  static OptionalInt of(byte[] plane, int minContrast) {
    Split split = split(histogram(plane));
    return split.contrast() < minContrast ? OptionalInt.empty() : OptionalInt.of(split.threshold());
  }

  static long[] histogram(byte[] plane) {
    long[] histogram = new long[256];
    for (byte value : plane) {
      histogram[value & 255]++;
    }
    return histogram;
  }

  /** Of all pixels but those of the mask. */
  static long[] histogram(byte[] plane, BitMask leftOut) {
    long[] histogram = histogram(plane);
    for (int y = 0; y < leftOut.height(); y++) {
      for (int x = leftOut.next(y, 0, true);
          x < leftOut.width();
          x = leftOut.next(y, x + 1, true)) {
        histogram[plane[y * leftOut.width() + x] & 255]--;
      }
    }
    return histogram;
  }

  /** Moves all that lies more than {@link #CAP} steps above the hundredth part down to there. */
  static long[] capped(long[] histogram) {
    long[] capped = histogram.clone();
    int cap = Math.min(255, percentile(histogram, 0.01) + CAP);
    for (int value = cap + 1; value < 256; value++) {
      capped[cap] += capped[value];
      capped[value] = 0;
    }
    return capped;
  }

  /** The least value that at least this share of the pixels does not exceed. */
  static int percentile(long[] histogram, double share) {
    double wanted = share * LongStream.of(histogram).sum();
    long below = 0;
    for (int value = 0; value < 255; value++) {
      below += histogram[value];
      if (below >= wanted) {
        return value;
      }
    }
    return 255;
  }

  static Split split(long[] histogram) {
    long pixels = 0;
    long sum = 0;
    double squares = 0;
    for (int value = 0; value < 256; value++) {
      pixels += histogram[value];
      sum += value * histogram[value];
      squares += (double) value * value * histogram[value];
    }
    long below = 0;
    long sumBelow = 0;
    double best = -1;
    double bestContrast = 0;
    int threshold = 0;
    for (int value = 0; value < 255; value++) {
      below += histogram[value];
      sumBelow += value * histogram[value];
      long above = pixels - below;
      if (below == 0 || above == 0) {
        continue;
      }
      double contrast = (double) (sum - sumBelow) / above - (double) sumBelow / below;
      double between = (double) below * above * contrast * contrast;
      if (between > best) {
        best = between;
        bestContrast = contrast;
        threshold = value;
      }
    }
    double total = pixels * squares - (double) sum * sum;
    return new Split(threshold, bestContrast, total > 0 && best > 0 ? best / total : 0);
  }
}
