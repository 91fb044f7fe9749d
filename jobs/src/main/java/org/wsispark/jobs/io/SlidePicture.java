package org.wsispark.jobs.io;

import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.FrameReader;
import org.wsispark.slide.ReadFrame;
import org.wsispark.slide.SlideLevel;
import org.wsispark.slide.SlideReader;

/** A small picture of a whole slide, for people. */
public final class SlidePicture {
  private static final String THUMBNAIL = "thumbnail";

  /** A picture made from the pyramid is about this wide or high. */
  private static final double PICTURE_PX = 1_024;

  private SlidePicture() {}

  /** The scanner's thumbnail; without one, the slide at a resolution that fits the picture. */
  public static RgbImage of(SlideReader reader, Mpp mpp) {
    if (reader.info().associated().stream().anyMatch(image -> image.name().equals(THUMBNAIL))) {
      return reader.associated(THUMBNAIL);
    }
    SlideLevel first = reader.info().levels().get(0);
    double shrink = Math.max(1, Math.max(first.width(), first.height()) / PICTURE_PX);
    ReadFrame frame =
        ReadFrame.atMpp(reader.info().levels(), mpp, new Mpp(mpp.umPerPx() * shrink), 0.3);
    return new FrameReader(reader, frame).read(new PixelRect(0, 0, frame.width(), frame.height()));
  }
}
