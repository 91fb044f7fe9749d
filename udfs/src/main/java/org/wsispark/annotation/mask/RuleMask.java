package org.wsispark.annotation.mask;

import java.util.SortedMap;

/** A document under a rule: what its values mean and which pixels have them. */
public interface RuleMask {

  /**
   * What the values stand for.
   *
   * @return names by value, 1 to 255; every value that a pixel can have but 0
   */
  SortedMap<Integer, String> names();

  /**
   * The mask on a grid.
   *
   * @param grid of the mask
   * @return its values
   */
  ValueRaster on(MaskGrid grid);
}
