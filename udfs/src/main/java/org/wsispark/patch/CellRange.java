package org.wsispark.patch;

import java.io.Serializable;
import java.util.Optional;

/**
 * A half-open rectangle of a grid's cells: columns [column, column + columns), rows [row, row +
 * rows).
 *
 * @param column first column
 * @param row first row
 * @param columns how many, at least 0
 * @param rows how many, at least 0
 */
public record CellRange(int column, int row, int columns, int rows) implements Serializable {

  /**
   * Checks that nothing is negative.
   *
   * @throws IllegalArgumentException when something is
   */
  public CellRange {
    if (column < 0 || row < 0 || columns < 0 || rows < 0) {
      throw new IllegalArgumentException(
          "no cells: column=%d row=%d columns=%d rows=%d".formatted(column, row, columns, rows));
    }
  }

  /**
   * The end of the columns.
   *
   * @return column + columns, exclusive
   */
  public int right() {
    return column + columns;
  }

  /**
   * The end of the rows.
   *
   * @return row + rows, exclusive
   */
  public int bottom() {
    return row + rows;
  }

  /**
   * The number of cells.
   *
   * @return columns times rows
   */
  public long count() {
    return (long) columns * rows;
  }

  /**
   * Both ranges as one, where that is a rectangle: the other follows to the right in the same rows,
   * or below in the same columns.
   *
   * @param next follows this one
   * @return the union, empty when it is no rectangle
   */
  public Optional<CellRange> join(CellRange next) {
    if (row == next.row && rows == next.rows && right() == next.column) {
      return Optional.of(new CellRange(column, row, columns + next.columns, rows));
    }
    if (column == next.column && columns == next.columns && bottom() == next.row) {
      return Optional.of(new CellRange(column, row, columns, rows + next.rows));
    }
    return Optional.empty();
  }
}
