package org.wsispark.jobs.io;

import org.wsispark.pixel.JpegCodec;
import org.wsispark.pixel.PieceCoder;
import org.wsispark.raster.RgbImage;

/**
 * Loads the native codecs while Spark starts, which leaves all cores but one idle. A task that
 * needs them before they are there waits, as for any class that another thread initializes.
 */
final class WarmUp {
  private static final int QUALITY = 90;
  private static final RgbImage SMALL = RgbImage.black(16, 16);

  private WarmUp() {}

  static void start() {
    if (Runtime.getRuntime().availableProcessors() > 1) {
      Thread thread = new Thread(WarmUp::load, "wsispark-warm-up");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private static void load() {
    try (PieceCoder coder = JpegCodec.pieces(QUALITY)) {
      JpegCodec.decode(coder.encode(SMALL));
    } catch (RuntimeException | LinkageError e) {
      // Whoever needs a codec says why it is not there.
      return;
    }
  }
}
