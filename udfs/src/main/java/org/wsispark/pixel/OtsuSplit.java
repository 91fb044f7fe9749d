package org.wsispark.pixel;

import java.util.OptionalInt;

/**
 * Otsu's threshold of a grey plane: the step that parts its histogram into two classes of least
 * variance within (Otsu 1979), here as greatest variance between.
 */
final class OtsuSplit {
  private OtsuSplit() {}

  /**
   * The largest value of the lower class. Empty when the means of the classes lie less than
   * minContrast apart: then the plane is one class and its noise, and a threshold would only cut
   * through that. Of equally good steps the lowest wins.
   */
  static OptionalInt of(byte[] plane, int minContrast) {
    long[] histogram = new long[256];
    for (byte value : plane) {
      histogram[value & 255]++;
    }
    long sum = 0;
    for (int value = 0; value < 256; value++) {
      sum += value * histogram[value];
    }
    long below = 0;
    long sumBelow = 0;
    double best = -1;
    double bestContrast = 0;
    int threshold = 0;
    for (int value = 0; value < 255; value++) {
      below += histogram[value];
      sumBelow += value * histogram[value];
      long above = plane.length - below;
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
    return bestContrast < minContrast ? OptionalInt.empty() : OptionalInt.of(threshold);
  }
}
