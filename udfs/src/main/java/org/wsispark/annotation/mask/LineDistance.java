package org.wsispark.annotation.mask;

import java.util.ArrayList;
import java.util.List;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.BitMask;

/** How far apart two lines are, as PAIP2021's metric measures it. */
final class LineDistance {
  private static final double LENGTH_PX = 200;
  private static final int POWER = 8;

  private LineDistance() {}

  /**
   * Mean distance of the pixels of one line to the nearest of the other, times exp(pixels / 200),
   * both ways averaged, times (1 - IoU of the lines grown by a plus)^8. In single precision, as the
   * script has it.
   *
   * @param a pixels of one line in a common window, at least one
   * @param b pixels of the other in that window, at least one
   */
  static float between(BitMask a, BitMask b) {
    List<int[]> ofA = pixels(a);
    List<int[]> ofB = pixels(b);
    double mean = (weighted(ofA, ofB) + weighted(ofB, ofA)) / 2;
    return (float) (mean * Math.pow(1 - intersectionOverUnion(grown(a), grown(b)), POWER));
  }

  private static double weighted(List<int[]> from, List<int[]> to) {
    double sum = 0;
    for (int[] pixel : from) {
      long nearest = Long.MAX_VALUE;
      for (int[] other : to) {
        long dx = (long) pixel[0] - other[0];
        long dy = (long) pixel[1] - other[1];
        nearest = Math.min(nearest, dx * dx + dy * dy);
      }
      sum += Math.sqrt(nearest);
    }
    return sum / from.size() * Math.exp(from.size() / LENGTH_PX);
  }

  private static double intersectionOverUnion(BitMask a, BitMask b) {
    BitMask both = a.copy();
    both.and(b);
    BitMask any = a.copy();
    any.or(b);
    return (double) both.count() / any.count();
  }

  private static BitMask grown(BitMask mask) {
    PixelRect all = new PixelRect(0, 0, mask.width(), mask.height());
    BitMask grown = mask.copy();
    grown.or(mask.crop(all.shift(1, 0)));
    grown.or(mask.crop(all.shift(-1, 0)));
    grown.or(mask.crop(all.shift(0, 1)));
    grown.or(mask.crop(all.shift(0, -1)));
    return grown;
  }

  private static List<int[]> pixels(BitMask mask) {
    List<int[]> pixels = new ArrayList<>();
    for (int y = 0; y < mask.height(); y++) {
      for (int x = mask.next(y, 0, true); x < mask.width(); x = mask.next(y, x + 1, true)) {
        pixels.add(new int[] {x, y});
      }
    }
    return pixels;
  }
}
