package org.wsispark.patch;

import org.wsispark.geometry.Mpp;
import org.wsispark.slide.SlideInfo;

/**
 * Equal squares at the resolution asked for, made of decoded pixels.
 *
 * @param options size, stride and resolution
 */
public record SquareRule(PatchGridOptions options) implements GridRule {

  @Override
  public CellGrid grid(SlideInfo slide, Mpp mpp) {
    return PatchGrid.of(options.resolution().frame(slide.levels(), mpp), options);
  }
}
