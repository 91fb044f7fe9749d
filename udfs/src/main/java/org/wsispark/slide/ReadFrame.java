package org.wsispark.slide;

import java.io.Serializable;
import java.util.List;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.Rational;
import org.wsispark.raster.Resampling;

/**
 * The grid of pixels that a job reads: a level of the slide as it is, or a level resampled to a
 * wanted resolution. Frame pixel (i, j) is the level-0 rectangle [i*x, (i+1)*x) x [j*y, (j+1)*y) of
 * {@code downsample}.
 *
 * @param level the level that is read
 * @param levelPerFrame pixels of the level per frame pixel; 1 when the level is used as it is
 * @param downsample level-0 pixels per frame pixel
 * @param width of the frame in frame pixels: of a resampled level those that lie inside completely
 * @param height of the frame in frame pixels
 * @param mpp resolution of the frame
 * @param resampling how pixels are made where the level is not used as it is
 */
public record ReadFrame(
    int level,
    Downsample levelPerFrame,
    Downsample downsample,
    int width,
    int height,
    Mpp mpp,
    Resampling resampling)
    implements Serializable {

  /**
   * A frame that is resampled by area.
   *
   * @param level see the record
   * @param levelPerFrame see the record
   * @param downsample see the record
   * @param width see the record
   * @param height see the record
   * @param mpp see the record
   */
  public ReadFrame(
      int level, Downsample levelPerFrame, Downsample downsample, int width, int height, Mpp mpp) {
    this(level, levelPerFrame, downsample, width, height, mpp, Resampling.AREA);
  }

  /**
   * The same grid with pixels made in another way; nothing changes where a level is used as it is.
   *
   * @param other how
   * @return a frame of the same size
   */
  public ReadFrame with(Resampling other) {
    return new ReadFrame(level, levelPerFrame, downsample, width, height, mpp, other);
  }

  /**
   * The largest term of a resampling ratio. Resolutions come as decimals, so the ratio of a level
   * can have terms of a dozen digits; it is rounded to a fraction within this bound (a relative
   * change below 2<sup>-24</sup>, and the frame's downsample is of the rounded one), which keeps
   * the sums of the resampler inside a long.
   */
  static final long LARGEST_TERM = 1L << 24;

  /** Micrometres are held to this many parts, far below what a scanner is calibrated to. */
  private static final double PARTS_PER_UM = 1e9;

  /**
   * A level as it is.
   *
   * @param levels of the slide
   * @param level which
   * @param slideMpp resolution of level 0
   * @return the frame, with the level's true resolution
   * @throws WsiException {@link SlideError#NO_SUCH_LEVEL}
   */
  public static ReadFrame atLevel(List<SlideLevel> levels, int level, Mpp slideMpp) {
    if (level < 0 || level >= levels.size()) {
      throw WsiException.of(
              SlideError.NO_SUCH_LEVEL, "level %d of a slide with %d", level, levels.size())
          .remedy("Levels count from 0");
    }
    SlideLevel found = levels.get(level);
    return new ReadFrame(
        level,
        Downsample.NONE,
        found.downsample(),
        found.width(),
        found.height(),
        slideMpp.times(found.downsample()));
  }

  /**
   * The frame at a resolution. A level whose resolution differs by at most the tolerance is used as
   * it is (the nearest one, the finer when two are equally near); else the level with the highest
   * downsample that is not above the wanted one is resampled to exactly the wanted resolution.
   *
   * @param levels of the slide
   * @param slideMpp resolution of level 0
   * @param wanted resolution of the frame
   * @param tolerance relative, such as 0.01
   * @return the frame
   * @throws WsiException {@link SlideError#BAD_RESOLUTION} when the slide is coarser than wanted,
   *     or smaller than one frame pixel
   */
  public static ReadFrame atMpp(
      List<SlideLevel> levels, Mpp slideMpp, Mpp wanted, double tolerance) {
    int nearest = -1;
    double smallest = tolerance;
    for (SlideLevel level : levels) {
      double off = Math.abs(slideMpp.times(level.downsample()).umPerPx() / wanted.umPerPx() - 1);
      if (off <= tolerance && (nearest < 0 || off < smallest)) {
        nearest = level.index();
        smallest = off;
      }
    }
    return nearest >= 0
        ? atLevel(levels, nearest, slideMpp)
        : resampled(levels, slideMpp, wanted, ratio(slideMpp, wanted));
  }

  private static Rational ratio(Mpp slideMpp, Mpp wanted) {
    long fine = Math.round(slideMpp.umPerPx() * PARTS_PER_UM);
    long coarse = Math.round(wanted.umPerPx() * PARTS_PER_UM);
    if (fine < 1 || coarse < fine || coarse / fine >= LARGEST_TERM) {
      throw outOfReach(slideMpp, wanted);
    }
    return new Rational(coarse, fine);
  }

  private static ReadFrame resampled(
      List<SlideLevel> levels, Mpp slideMpp, Mpp wanted, Rational ratio) {
    SlideLevel best = null;
    for (SlideLevel level : levels) {
      Downsample d = level.downsample();
      boolean fineEnough = d.x().compareTo(ratio) <= 0 && d.y().compareTo(ratio) <= 0;
      if (fineEnough && (best == null || d.mean() > best.downsample().mean())) {
        best = level;
      }
    }
    if (best == null) {
      throw outOfReach(slideMpp, wanted);
    }
    Downsample d = best.downsample();
    Downsample perFrame =
        new Downsample(
            ratio.dividedBy(d.x()).limitedTo(LARGEST_TERM),
            ratio.dividedBy(d.y()).limitedTo(LARGEST_TERM));
    int width = (int) perFrame.x().inverse().floorOf(best.width());
    int height = (int) perFrame.y().inverse().floorOf(best.height());
    if (width < 1 || height < 1) {
      throw outOfReach(slideMpp, wanted);
    }
    return new ReadFrame(best.index(), perFrame, d.times(perFrame), width, height, wanted);
  }

  private static WsiException outOfReach(Mpp slideMpp, Mpp wanted) {
    return WsiException.of(
            SlideError.BAD_RESOLUTION,
            "%s mpp cannot be read from a slide of %s mpp",
            wanted.umPerPx(),
            slideMpp.umPerPx())
        .remedy(
            "Ask for no finer resolution than the slide's, and for one at which it still has a pixel");
  }
}
