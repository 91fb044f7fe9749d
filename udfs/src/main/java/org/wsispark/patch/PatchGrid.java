package org.wsispark.patch;

import org.wsispark.geometry.PixelRect;
import org.wsispark.slide.ReadFrame;

/**
 * The patches of one slide: equal squares on a regular grid over a frame, from its top-left corner,
 * as many as fit completely.
 *
 * @param frame the pixels patches are made of
 * @param sizePx side of a patch in frame pixels
 * @param stridePx from one patch to the next in frame pixels
 */
public record PatchGrid(ReadFrame frame, int sizePx, int stridePx) implements CellGrid {

  /**
   * The grid that options make of a slide.
   *
   * @param frame of the slide at the options' resolution
   * @param options size and stride
   * @return the grid
   */
  public static PatchGrid of(ReadFrame frame, PatchGridOptions options) {
    return new PatchGrid(frame, options.sizePx(), options.stridePx());
  }

  @Override
  public int columns() {
    return cells(frame.width());
  }

  @Override
  public int rows() {
    return cells(frame.height());
  }

  private int cells(int length) {
    return length < sizePx ? 0 : (length - sizePx) / stridePx + 1;
  }

  @Override
  public PixelRect frameRect(int column, int row) {
    return new PixelRect(column * stridePx, row * stridePx, sizePx, sizePx);
  }
}
