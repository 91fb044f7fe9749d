package org.wsispark.annotation.mask;

import java.util.Arrays;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.RunSink;

/** Painting into the values of a window. */
final class Values {
  private Values() {}

  /** Paints the foreground of a mask that covers a part of the window. */
  static void paint(byte[] values, PixelRect window, BitMask mask, PixelRect part, int value) {
    RunSink sink = sink(values, window, value);
    for (int y = 0; y < mask.height(); y++) {
      int from = mask.next(y, 0, true);
      while (from < mask.width()) {
        int to = mask.next(y, from, false);
        sink.run(part.y() + y, part.x() + from, part.x() + to);
        from = mask.next(y, to, true);
      }
    }
  }

  /** Paints runs of the window. */
  static RunSink sink(byte[] values, PixelRect window, int value) {
    return (y, from, to) -> {
      int row = (y - window.y()) * window.width() - window.x();
      Arrays.fill(values, row + from, row + to, (byte) value);
    };
  }
}
