package org.wsispark.testkit.property;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.BitMask;

/** Smaller masks: halves, without one row or column at an edge, then with a pixel less. */
final class MaskShrink {
  private MaskShrink() {}

  static Stream<BitMask> smaller(BitMask mask) {
    return Stream.concat(parts(mask.width(), mask.height()).map(mask::crop), emptier(mask));
  }

  /** Parts of an image that lie at its edges, the smallest first. */
  static Stream<PixelRect> parts(int width, int height) {
    Stream<PixelRect> narrow =
        cuts(width)
            .boxed()
            .flatMap(
                w ->
                    Stream.of(
                        new PixelRect(0, 0, w, height), new PixelRect(width - w, 0, w, height)));
    Stream<PixelRect> low =
        cuts(height)
            .boxed()
            .flatMap(
                h ->
                    Stream.of(
                        new PixelRect(0, 0, width, h), new PixelRect(0, height - h, width, h)));
    return Stream.concat(narrow, low);
  }

  /** Sides to go on with: half, three quarters and so on, at last one less. */
  private static IntStream cuts(int side) {
    return IntStream.iterate(side / 2, gone -> gone > 0, gone -> gone / 2)
        .map(gone -> side - gone)
        .filter(left -> left > 0);
  }

  private static Stream<BitMask> emptier(BitMask mask) {
    Stream<BitMask> rows =
        IntStream.range(0, mask.height())
            .filter(y -> mask.next(y, 0, true) < mask.width())
            .mapToObj(y -> without(mask, new PixelRect(0, y, mask.width(), 1)));
    Stream<BitMask> pixels =
        IntStream.range(0, mask.width() * mask.height())
            .filter(k -> mask.get(k % mask.width(), k / mask.width()))
            .mapToObj(k -> without(mask, new PixelRect(k % mask.width(), k / mask.width(), 1, 1)));
    return Stream.concat(rows, pixels);
  }

  private static BitMask without(BitMask mask, PixelRect gone) {
    BitMask copy = mask.copy();
    for (int y = gone.y(); y < gone.bottom(); y++) {
      copy.setRow(y, gone.x(), gone.right(), false);
    }
    return copy;
  }
}
