package org.wsispark.patch;

import java.io.Serializable;
import org.wsispark.geometry.Mpp;
import org.wsispark.slide.SlideInfo;

/** How the patches of a set lie on a slide. */
public sealed interface GridRule extends Serializable permits SquareRule, ScannerTileRule {

  /**
   * All patches of a slide.
   *
   * @param slide its description; it is not opened
   * @param mpp resolution of its level 0
   * @return the grid
   * @throws org.wsispark.errors.WsiException when the slide has no such patches
   */
  CellGrid grid(SlideInfo slide, Mpp mpp);
}
