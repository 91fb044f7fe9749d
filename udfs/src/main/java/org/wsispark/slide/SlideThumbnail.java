package org.wsispark.slide;

import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Rational;
import org.wsispark.raster.RgbImage;

/** A small picture of a whole slide, made from its pyramid by area resampling. */
public final class SlideThumbnail {
  /** Side of the pieces of the level that are read at once: 50 MB of pixels. */
  private static final int PIECE_PX = 4_096;

  /** Only the ratio of two resolutions counts here; a small one leaves room above. */
  private static final double ANY_MPP = 0.001;

  /** Ratios are rounded up to this many parts, so that the picture never exceeds its size. */
  private static final double PARTS = 1e6;

  private SlideThumbnail() {}

  /**
   * Makes the picture. The proportions are the slide's; what is less than a pixel of the picture at
   * the right and bottom edge is left out.
   *
   * @param slide stays the caller's to close
   * @param mostPx of the longer side, at least 1
   * @return at most so large; level 0 as it is when that is no larger
   * @throws WsiException {@link SlideError#BAD_RESOLUTION} when the shorter side would be less than
   *     a pixel; as {@link SlideReader#read(int, PixelRect)}
   */
  public static RgbImage of(SlideReader slide, int mostPx) {
    SlideInfo info = slide.info();
    int longer = Math.max(info.width(), info.height());
    Mpp full = new Mpp(ANY_MPP);
    ReadFrame frame =
        longer <= mostPx
            ? ReadFrame.atLevel(info.levels(), 0, full)
            : ReadFrame.atMpp(info.levels(), full, shrunk((double) longer / mostPx), 0);
    FrameReader reader = new FrameReader(slide, frame);
    RgbImage picture = RgbImage.white(frame.width(), frame.height());
    int width = pieceSide(frame.levelPerFrame().x());
    int height = pieceSide(frame.levelPerFrame().y());
    for (int y = 0; y < frame.height(); y += height) {
      for (int x = 0; x < frame.width(); x += width) {
        PixelRect piece =
            PixelRect.ofEdges(
                x, y, Math.min(x + width, frame.width()), Math.min(y + height, frame.height()));
        PixelRect all = new PixelRect(0, 0, piece.width(), piece.height());
        picture.paste(reader.read(piece), all, x, y);
      }
    }
    return picture;
  }

  private static Mpp shrunk(double factor) {
    return new Mpp(Math.ceil(factor * PARTS) / PARTS * ANY_MPP);
  }

  private static int pieceSide(Rational levelPerFrame) {
    return (int) Math.max(1, levelPerFrame.inverse().floorOf(PIECE_PX));
  }
}
