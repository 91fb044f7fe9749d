package org.wsispark.patch;

import java.io.Serializable;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Rational;
import org.wsispark.slide.ReadFrame;

/**
 * Rectangles of a slide in columns and rows, each to become one row of a table: cells of one column
 * share x and width, cells of one row y and height, and each column and row starts after the one
 * before it.
 */
public interface CellGrid extends Serializable {

  /**
   * The pixels that cells are made of.
   *
   * @return the frame
   */
  ReadFrame frame();

  /**
   * The number of cells side by side.
   *
   * @return at least 0
   */
  int columns();

  /**
   * The number of cells one below the other.
   *
   * @return at least 0
   */
  int rows();

  /**
   * The pixels of a cell.
   *
   * @param column from 0
   * @param row from 0
   * @return in frame pixels
   */
  PixelRect frameRect(int column, int row);

  /**
   * All cells.
   *
   * @return from column 0 and row 0
   */
  default CellRange cells() {
    return new CellRange(0, 0, columns(), rows());
  }

  /**
   * The width of a cell in level-0 pixels.
   *
   * @param column from 0
   * @return rounded to the nearest whole number
   */
  default int level0Width(int column) {
    return Math.toIntExact(frame().downsample().x().roundOf(frameRect(column, 0).width()));
  }

  /**
   * The share of a cell that lies outside the frame.
   *
   * @param column from 0
   * @param row from 0
   * @return 0 to 1
   */
  default double outside(int column, int row) {
    PixelRect cell = frameRect(column, row);
    PixelRect inside = cell.intersect(new PixelRect(0, 0, frame().width(), frame().height()));
    return (double) (cell.area() - inside.area()) / cell.area();
  }

  /**
   * The level-0 x of a cell's corner: the first level-0 pixel whose left edge is not left of the
   * cell, so that the frame pixel that holds it is the cell's first.
   *
   * @param column from 0
   * @return in level-0 pixels
   */
  default int level0X(int column) {
    return Math.toIntExact(frame().downsample().x().ceilOf(frameRect(column, 0).x()));
  }

  /**
   * The level-0 y of a cell's corner, by the rule of {@link #level0X(int)}.
   *
   * @param row from 0
   * @return in level-0 pixels
   */
  default int level0Y(int row) {
    return Math.toIntExact(frame().downsample().y().ceilOf(frameRect(0, row).y()));
  }

  /**
   * The pixels of the level that a range of cells is read from. Where steps are shorter than cells,
   * a range ends where the next one starts, so that ranges that do not overlap share no pixel here
   * and together make up the whole.
   *
   * @param range of cells, at least one
   * @return in pixels of the frame's level
   */
  default PixelRect levelRect(CellRange range) {
    Rational x = frame().levelPerFrame().x();
    Rational y = frame().levelPerFrame().y();
    PixelRect first = frameRect(range.column(), range.row());
    PixelRect last = frameRect(range.right() - 1, range.bottom() - 1);
    int right = range.right() == columns() ? last.right() : frameRect(range.right(), 0).x();
    int bottom = range.bottom() == rows() ? last.bottom() : frameRect(0, range.bottom()).y();
    return PixelRect.ofEdges(
        Math.toIntExact(x.floorOf(first.x())),
        Math.toIntExact(y.floorOf(first.y())),
        Math.toIntExact(x.floorOf(right)),
        Math.toIntExact(y.floorOf(bottom)));
  }
}
