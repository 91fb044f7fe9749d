package org.wsispark.testkit.oracle;

import java.util.ArrayList;
import java.util.List;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Rational;
import org.wsispark.geometry.Ring;
import org.wsispark.raster.BitMask;

/**
 * The rule {@code exact} word for word: for every pixel the ring's crossings at the centre's height
 * as fractions of whole numbers of any size, sorted, and the centre looked up between them. It
 * shares no arithmetic with the rasterizer.
 */
public final class PolygonOracle {
  private PolygonOracle() {}

  /**
   * The pixels whose centre lies in a positive ring and in no negative one.
   *
   * @param positive in level-0 micro-pixels
   * @param negative taken out of all positives
   * @param downsample level-0 pixels per mask pixel
   * @param window in mask pixels
   * @return a mask of the window's size
   */
  public static BitMask mask(
      List<Ring> positive, List<Ring> negative, Downsample downsample, PixelRect window) {
    BitMask mask = new BitMask(window.width(), window.height());
    for (int j = 0; j < window.height(); j++) {
      BigFraction y = centre(window.y() + j, downsample.y());
      List<List<BigFraction>> in = positive.stream().map(ring -> crossings(ring, y)).toList();
      List<List<BigFraction>> out = negative.stream().map(ring -> crossings(ring, y)).toList();
      for (int i = 0; i < window.width(); i++) {
        BigFraction x = centre(window.x() + i, downsample.x());
        if (in.stream().anyMatch(row -> inside(row, x))
            && out.stream().noneMatch(row -> inside(row, x))) {
          mask.set(i, j, true);
        }
      }
    }
    return mask;
  }

  /** (index + 1/2) * downsample, in micro-pixels. */
  private static BigFraction centre(int index, Rational downsample) {
    return BigFraction.of(2L * index + 1, 2)
        .times(BigFraction.of(downsample))
        .times(BigFraction.of(Ring.MICRO, 1));
  }

  private static List<BigFraction> crossings(Ring ring, BigFraction y) {
    List<BigFraction> crossings = new ArrayList<>();
    for (int k = 0; k < ring.size(); k++) {
      int next = (k + 1) % ring.size();
      BigFraction y0 = BigFraction.of(ring.yMicroPx(k), 1);
      BigFraction y1 = BigFraction.of(ring.yMicroPx(next), 1);
      BigFraction least = y0.compareTo(y1) < 0 ? y0 : y1;
      BigFraction most = least == y0 ? y1 : y0;
      if (least.compareTo(y) <= 0 && y.compareTo(most) < 0) {
        long dx = ring.xMicroPx(next) - ring.xMicroPx(k);
        long dy = ring.yMicroPx(next) - ring.yMicroPx(k);
        crossings.add(
            BigFraction.of(ring.xMicroPx(k), 1).plus(y.minus(y0).times(BigFraction.of(dx, dy))));
      }
    }
    crossings.sort(null);
    return crossings;
  }

  private static boolean inside(List<BigFraction> crossings, BigFraction x) {
    for (int k = 0; k + 1 < crossings.size(); k += 2) {
      if (crossings.get(k).compareTo(x) <= 0 && x.compareTo(crossings.get(k + 1)) < 0) {
        return true;
      }
    }
    return false;
  }
}
