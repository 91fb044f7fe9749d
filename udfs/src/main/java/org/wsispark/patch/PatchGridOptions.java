package org.wsispark.patch;

import java.io.Serializable;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Mpp;

/**
 * Which patches a user wants.
 *
 * @param sizePx side of the square patch in pixels of its resolution, 1 to 8,192; 256 by default
 * @param stridePx from one patch to the next in pixels of its resolution, at least 1; as the size
 *     by default, so that patches touch and do not overlap
 * @param edge what becomes of patches that reach over the slide's edge; by default there are none
 * @param resolution at which patches are read; 0.5 mpp (about 20x) within 1 % by default
 * @param minTissueFraction least share of a patch's area that is tissue, 0 to 1; 0.5 by default
 */
public record PatchGridOptions(
    int sizePx, int stridePx, EdgePolicy edge, Resolution resolution, double minTissueFraction)
    implements Serializable {
  private static final int LARGEST_PX = 8_192;
  private static final int LARGEST_STRIDE_PX = 131_072;

  /**
   * Checks the values.
   *
   * @throws WsiException {@link PatchError#BAD_GRID} when one is out of its range
   */
  public PatchGridOptions {
    if (sizePx < 1 || sizePx > LARGEST_PX) {
      throw bad("patch-size-px", sizePx, 1, LARGEST_PX);
    }
    if (stridePx < 1 || stridePx > LARGEST_STRIDE_PX) {
      throw bad("stride-px", stridePx, 1, LARGEST_STRIDE_PX);
    }
    if (edge == EdgePolicy.CLIP) {
      throw WsiException.of(
              PatchError.BAD_GRID,
              "edge is %s, not one of %s",
              edge.text(),
              EdgePolicy.ofEqualCells())
          .remedy("Patches of a set are of one size; take pad or shift to reach the edge");
    }
    if (!(minTissueFraction >= 0 && minTissueFraction <= 1)) {
      throw bad("min-tissue-fraction", minTissueFraction, 0, 1);
    }
  }

  /**
   * What most models for H&amp;E at 20x are trained on.
   *
   * @return the defaults of each component
   */
  public static PatchGridOptions defaults() {
    return new PatchGridOptions(
        256, 256, EdgePolicy.DROP, new Resolution.AtMpp(new Mpp(0.5), 0.01), 0.5);
  }

  private static WsiException bad(String name, Object value, int least, int most) {
    return WsiException.of(
            PatchError.BAD_GRID, "%s is %s, not from %d to %d", name, value, least, most)
        .remedy("Correct " + name + " or leave it out to take its default");
  }
}
