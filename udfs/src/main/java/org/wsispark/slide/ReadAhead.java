package org.wsispark.slide;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.RgbImage;

/**
 * Reads rectangles in a given order and announces those to come, so that a remote store answers
 * while earlier ones are decoded. The images are those of {@link FrameReader#read(PixelRect)}. One
 * thread at a time; it closes nothing.
 */
public final class ReadAhead implements Iterator<RgbImage> {
  /** Most rectangles announced: single patches of sparse tissue, each some milliseconds of work. */
  private static final int MOST_AHEAD = 32;

  private final FrameReader pixels;
  private final List<PixelRect> rects;
  private int next;
  private int announced;

  /**
   * Over an open slide.
   *
   * @param pixels of the slide; not used for other reads meanwhile
   * @param rects in frame pixels, in the order they are read in; all of them will be read
   */
  public ReadAhead(FrameReader pixels, List<PixelRect> rects) {
    this.pixels = pixels;
    this.rects = List.copyOf(rects);
  }

  @Override
  public boolean hasNext() {
    return next < rects.size();
  }

  /**
   * Reads the next rectangle.
   *
   * @return its pixels
   * @throws NoSuchElementException when all were read
   * @throws WsiException as {@link FrameReader#read(PixelRect)}
   */
  @Override
  public RgbImage next() {
    return next(RgbImage.black(0, 0));
  }

  /**
   * Reads the next rectangle into an image that is no longer needed, if its size is right.
   *
   * @param spent any image, such as the one read before; if it has the rectangle's size its pixels
   *     are lost
   * @return the rectangle's pixels, in {@code spent} or in a new image
   * @throws NoSuchElementException when all were read
   * @throws WsiException as {@link FrameReader#read(PixelRect)}
   */
  public RgbImage next(RgbImage spent) {
    if (!hasNext()) {
      throw new NoSuchElementException("all " + rects.size() + " rectangles were read");
    }
    int until = Math.min(rects.size(), next + MOST_AHEAD);
    while (announced < until && pixels.prefetch(rects.get(announced))) {
      announced++;
    }
    RgbImage image = read(rects.get(next), spent);
    next++;
    announced = Math.max(announced, next);
    return image;
  }

  private RgbImage read(PixelRect rect, RgbImage spent) {
    if (!spent.hasSizeOf(rect)) {
      return pixels.read(rect);
    }
    pixels.read(rect, spent);
    return spent;
  }
}
