package org.wsispark.patch;

import org.wsispark.geometry.PixelRect;
import org.wsispark.slide.ReadFrame;

/**
 * The patches of one slide: equal squares on a regular grid over a frame, from its top-left corner.
 *
 * @param frame the pixels patches are made of
 * @param sizePx side of a patch in frame pixels
 * @param stridePx from one patch to the next in frame pixels
 * @param edge what becomes of patches that reach over the right and the bottom edge; not {@link
 *     EdgePolicy#CLIP}, which makes smaller ones
 */
public record PatchGrid(ReadFrame frame, int sizePx, int stridePx, EdgePolicy edge)
    implements CellGrid {

  /**
   * Checks the policy.
   *
   * @throws IllegalArgumentException when patches would be of different sizes
   */
  public PatchGrid {
    if (edge == EdgePolicy.CLIP) {
      throw new IllegalArgumentException("patches of a grid are of one size");
    }
  }

  /**
   * As many patches as fit completely.
   *
   * @param frame the pixels patches are made of
   * @param sizePx side of a patch in frame pixels
   * @param stridePx from one patch to the next in frame pixels
   */
  public PatchGrid(ReadFrame frame, int sizePx, int stridePx) {
    this(frame, sizePx, stridePx, EdgePolicy.DROP);
  }

  /**
   * The grid that options make of a slide.
   *
   * @param frame of the slide at the options' resolution
   * @param options size, stride and edge
   * @return the grid
   */
  public static PatchGrid of(ReadFrame frame, PatchGridOptions options) {
    return new PatchGrid(frame, options.sizePx(), options.stridePx(), options.edge());
  }

  private CellAxis x() {
    return new CellAxis(frame.width(), sizePx, stridePx, edge);
  }

  private CellAxis y() {
    return new CellAxis(frame.height(), sizePx, stridePx, edge);
  }

  @Override
  public int columns() {
    return x().count();
  }

  @Override
  public int rows() {
    return y().count();
  }

  @Override
  public PixelRect frameRect(int column, int row) {
    return new PixelRect(x().start(column), y().start(row), sizePx, sizePx);
  }
}
