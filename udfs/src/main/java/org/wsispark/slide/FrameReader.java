package org.wsispark.slide;

import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.Resampler;
import org.wsispark.raster.RgbImage;

/**
 * Reads a slide in the pixels of a frame. What a pixel is does not depend on the rectangle it is
 * read with. As the reader it wraps, one thread at a time; whoever opened that reader closes it.
 */
public final class FrameReader {
  /** Most bytes of source pixels kept from one resampled read to the next: a strip at 0.25 mpp. */
  private static final long KEPT_BYTES = 32L << 20;

  private final SlideReader reader;
  private final ReadFrame frame;
  private final Resampler resampler;
  private RgbImage kept = RgbImage.black(0, 0);

  /**
   * Over an open slide.
   *
   * @param reader stays the caller's to close
   * @param frame made from the levels of the same slide
   */
  public FrameReader(SlideReader reader, ReadFrame frame) {
    this.reader = reader;
    this.frame = frame;
    SlideLevel level = reader.info().levels().get(frame.level());
    this.resampler = frame.resampling().over(frame.levelPerFrame(), level.width(), level.height());
  }

  /**
   * The grid that is read.
   *
   * @return the frame
   */
  public ReadFrame frame() {
    return frame;
  }

  /**
   * Reads a rectangle.
   *
   * @param frameRect in frame pixels; what lies outside the slide is white
   * @return an image of its size
   * @throws WsiException as {@link SlideReader#read(int, PixelRect)}
   */
  public RgbImage read(PixelRect frameRect) {
    if (frame.levelPerFrame().equals(Downsample.NONE)) {
      return reader.read(frame.level(), frameRect);
    }
    PixelRect source = resampler.sourceOf(frameRect);
    return resampler.resample(source(source), source, frameRect);
  }

  /**
   * Reads a rectangle into an image that is there.
   *
   * @param frameRect in frame pixels; what lies outside the slide is white
   * @param into has the rectangle's size; every pixel of it is set
   * @throws WsiException as {@link SlideReader#read(int, PixelRect)}
   * @throws IllegalArgumentException when {@code into} has another size
   */
  public void read(PixelRect frameRect, RgbImage into) {
    if (frame.levelPerFrame().equals(Downsample.NONE)) {
      reader.read(frame.level(), frameRect, into);
      return;
    }
    PixelRect source = resampler.sourceOf(frameRect);
    resampler.resample(source(source), source, frameRect, into);
  }

  /** Pixels of the level, valid until the next read. */
  private RgbImage source(PixelRect rect) {
    if (kept.hasSizeOf(rect)) {
      reader.read(frame.level(), rect, kept);
      return kept;
    }
    RgbImage image = reader.read(frame.level(), rect);
    kept = 3L * rect.area() <= KEPT_BYTES ? image : RgbImage.black(0, 0);
    return image;
  }

  /**
   * Says that a rectangle will be read soon.
   *
   * @param frameRect as {@link #read(PixelRect)} will be given it
   * @return as {@link SlideReader#prefetch(int, PixelRect)}
   */
  public boolean prefetch(PixelRect frameRect) {
    PixelRect level =
        frame.levelPerFrame().equals(Downsample.NONE) ? frameRect : resampler.sourceOf(frameRect);
    return reader.prefetch(frame.level(), level);
  }
}
