package org.wsispark.patch;

import java.io.Serializable;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Rational;
import org.wsispark.slide.ReadFrame;

/**
 * The patches of one slide: equal squares on a regular grid over a frame, from its top-left corner,
 * as many as fit completely.
 *
 * @param frame the pixels patches are made of
 * @param sizePx side of a patch in frame pixels
 * @param stridePx from one patch to the next in frame pixels
 */
public record PatchGrid(ReadFrame frame, int sizePx, int stridePx) implements Serializable {

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

  /**
   * The number of patches side by side.
   *
   * @return 0 when the slide is narrower than a patch
   */
  public int columns() {
    return cells(frame.width());
  }

  /**
   * The number of patches one below the other.
   *
   * @return 0 when the slide is lower than a patch
   */
  public int rows() {
    return cells(frame.height());
  }

  private int cells(int length) {
    return length < sizePx ? 0 : (length - sizePx) / stridePx + 1;
  }

  /**
   * All cells.
   *
   * @return from column 0 and row 0
   */
  public CellRange cells() {
    return new CellRange(0, 0, columns(), rows());
  }

  /**
   * The pixels of a patch.
   *
   * @param column from 0
   * @param row from 0
   * @return in frame pixels
   */
  public PixelRect frameRect(int column, int row) {
    return new PixelRect(column * stridePx, row * stridePx, sizePx, sizePx);
  }

  /**
   * The level-0 x of a patch's corner: the first level-0 pixel whose left edge is not left of the
   * patch, so that the frame pixel that holds it is the patch's first.
   *
   * @param column from 0
   * @return in level-0 pixels
   */
  public int level0X(int column) {
    return Math.toIntExact(frame.downsample().x().ceilOf((long) column * stridePx));
  }

  /**
   * The level-0 y of a patch's corner, by the rule of {@link #level0X(int)}.
   *
   * @param row from 0
   * @return in level-0 pixels
   */
  public int level0Y(int row) {
    return Math.toIntExact(frame.downsample().y().ceilOf((long) row * stridePx));
  }

  /**
   * The side of a patch in level-0 pixels, along x.
   *
   * @return rounded to the nearest whole number
   */
  public int sizeLevel0() {
    return Math.toIntExact(frame.downsample().x().roundOf(sizePx));
  }

  /**
   * The pixels of the level that a range of cells is read from. Where strides are shorter than
   * patches, a range ends where the next one starts, so that ranges that do not overlap share no
   * pixel here and together make up the whole.
   *
   * @param range of cells
   * @return in pixels of the frame's level
   */
  public PixelRect levelRect(CellRange range) {
    Rational x = frame.levelPerFrame().x();
    Rational y = frame.levelPerFrame().y();
    return PixelRect.ofEdges(
        Math.toIntExact(x.floorOf((long) range.column() * stridePx)),
        Math.toIntExact(y.floorOf((long) range.row() * stridePx)),
        Math.toIntExact(x.floorOf(end(range.right(), columns()))),
        Math.toIntExact(y.floorOf(end(range.bottom(), rows()))));
  }

  private long end(int cell, int cells) {
    return cell == cells ? (cell - 1L) * stridePx + sizePx : (long) cell * stridePx;
  }
}
