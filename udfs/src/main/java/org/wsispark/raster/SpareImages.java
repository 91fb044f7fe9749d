package org.wsispark.raster;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Images that are painted over again and again: one of each size that was asked for lately. Fresh
 * memory for each image would have to be cleared first, and costs as much as a copy of it. One
 * thread at a time.
 */
public final class SpareImages {
  /**
   * Strips of tissue have many widths; those of up to 18 patches of 256 px are kept all at once.
   */
  private static final long STRIP_BYTES = 32L << 20;

  private final long mostBytes;
  private final Map<Long, RgbImage> bySize = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * Without images yet.
   *
   * @param mostBytes that are kept; a larger image is made anew each time
   */
  public SpareImages(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /**
   * For the strips of a slide that are read one after the other.
   *
   * @return without images yet
   */
  public static SpareImages ofStrips() {
    return new SpareImages(STRIP_BYTES);
  }

  /**
   * An image to be painted over.
   *
   * @param width in pixels
   * @param height in pixels
   * @return one of this size with any pixels; the image that was given for this size before is no
   *     longer the caller's
   */
  public RgbImage of(int width, int height) {
    RgbImage spare = bySize.get(key(width, height));
    if (spare != null) {
      return spare;
    }
    RgbImage made = RgbImage.black(width, height);
    if (made.rgb().length <= mostBytes) {
      bySize.put(key(width, height), made);
      bytes += made.rgb().length;
      dropOldest();
    }
    return made;
  }

  private static long key(int width, int height) {
    return (long) width << 32 | height;
  }

  private void dropOldest() {
    Iterator<RgbImage> oldest = bySize.values().iterator();
    while (bytes > mostBytes) {
      bytes -= oldest.next().rgb().length;
      oldest.remove();
    }
  }
}
