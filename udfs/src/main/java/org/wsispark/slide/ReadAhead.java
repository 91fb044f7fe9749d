package org.wsispark.slide;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.RgbImage;
import org.wsispark.raster.SpareImages;

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
    PixelRect rect = announce();
    return pixels.read(rect);
  }

  /**
   * Reads the next rectangle into one of the images kept.
   *
   * @param spare gives the image; that of the rectangle before is no longer the caller's
   * @return the rectangle's pixels
   * @throws NoSuchElementException when all were read
   * @throws WsiException as {@link FrameReader#read(PixelRect)}
   */
  public RgbImage next(SpareImages spare) {
    PixelRect rect = announce();
    RgbImage image = spare.of(rect.width(), rect.height());
    pixels.read(rect, image);
    return image;
  }

  /** Says which rectangles come, and goes on to the next. */
  private PixelRect announce() {
    if (!hasNext()) {
      throw new NoSuchElementException("all " + rects.size() + " rectangles were read");
    }
    int until = Math.min(rects.size(), next + MOST_AHEAD);
    while (announced < until && pixels.prefetch(rects.get(announced))) {
      announced++;
    }
    PixelRect rect = rects.get(next);
    next++;
    announced = Math.max(announced, next);
    return rect;
  }
}
