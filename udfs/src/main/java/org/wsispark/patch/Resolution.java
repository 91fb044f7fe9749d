package org.wsispark.patch;

import java.io.Serializable;
import java.util.List;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Mpp;
import org.wsispark.raster.Resampling;
import org.wsispark.slide.ReadFrame;
import org.wsispark.slide.SlideLevel;

/** How a user says at which resolution patches are read: by micrometres per pixel or by level. */
public sealed interface Resolution extends Serializable {

  /**
   * The frame of a slide at this resolution.
   *
   * @param levels of the slide
   * @param slideMpp resolution of level 0
   * @return the frame
   * @throws WsiException when the slide has no such resolution; see {@link ReadFrame}
   */
  ReadFrame frame(List<SlideLevel> levels, Mpp slideMpp);

  /**
   * By micrometres per pixel.
   *
   * @param mpp wanted
   * @param tolerance relative; a level within it is used as it is, 0.01 for 1 %
   * @param resampling how pixels are made where no level is near
   */
  record AtMpp(Mpp mpp, double tolerance, Resampling resampling) implements Resolution {

    /**
     * Resampled by area.
     *
     * @param mpp wanted
     * @param tolerance see the record
     */
    public AtMpp(Mpp mpp, double tolerance) {
      this(mpp, tolerance, Resampling.AREA);
    }

    /**
     * Checks the tolerance.
     *
     * @throws WsiException {@link PatchError#BAD_GRID} when it is not from 0 to 0.5
     */
    public AtMpp {
      if (!(tolerance >= 0 && tolerance <= 0.5)) {
        throw WsiException.of(
                PatchError.BAD_GRID, "mpp-tolerance is %s, not from 0 to 0.5", tolerance)
            .remedy("Give a share such as 0.01");
      }
    }

    @Override
    public ReadFrame frame(List<SlideLevel> levels, Mpp slideMpp) {
      return ReadFrame.atMpp(levels, slideMpp, mpp, tolerance).with(resampling);
    }
  }

  /**
   * By level, as it is.
   *
   * @param level from 0
   */
  record AtLevel(int level) implements Resolution {

    @Override
    public ReadFrame frame(List<SlideLevel> levels, Mpp slideMpp) {
      return ReadFrame.atLevel(levels, level, slideMpp);
    }
  }
}
