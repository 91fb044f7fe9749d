package org.wsispark.annotation.mask;

import java.util.Arrays;

/**
 * The pairing of rows and columns with the least sum, every row or every column paired, whichever
 * are fewer: the Hungarian algorithm with potentials (Kuhn 1955, Munkres 1957), one shortest
 * augmenting path per row.
 */
final class BestPairing {
  private BestPairing() {}

  /** The column of each row, -1 for none. */
  static int[] of(float[][] costs) {
    int rows = costs.length;
    int columns = rows == 0 ? 0 : costs[0].length;
    if (rows <= columns) {
      return columnOfRow(costs);
    }
    float[][] turned = new float[columns][rows];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        turned[column][row] = costs[row][column];
      }
    }
    int[] columnOf = new int[rows];
    Arrays.fill(columnOf, -1);
    int[] rowOf = columnOfRow(turned);
    for (int column = 0; column < columns; column++) {
      columnOf[rowOf[column]] = column;
    }
    return columnOf;
  }

  /** For at most as many rows as columns. Column 0 of the arrays stands for the row to place. */
  private static int[] columnOfRow(float[][] costs) {
    int rows = costs.length;
    int columns = rows == 0 ? 0 : costs[0].length;
    double[] ofRow = new double[rows + 1];
    double[] ofColumn = new double[columns + 1];
    int[] rowAt = new int[columns + 1];
    int[] way = new int[columns + 1];
    for (int row = 1; row <= rows; row++) {
      rowAt[0] = row;
      int at = 0;
      double[] least = new double[columns + 1];
      Arrays.fill(least, Double.POSITIVE_INFINITY);
      boolean[] used = new boolean[columns + 1];
      while (rowAt[at] != 0) {
        used[at] = true;
        int from = rowAt[at];
        int next = 0;
        double delta = Double.POSITIVE_INFINITY;
        for (int column = 1; column <= columns; column++) {
          if (!used[column]) {
            double cost = costs[from - 1][column - 1] - ofRow[from] - ofColumn[column];
            if (cost < least[column]) {
              least[column] = cost;
              way[column] = at;
            }
            if (least[column] < delta) {
              delta = least[column];
              next = column;
            }
          }
        }
        for (int column = 0; column <= columns; column++) {
          if (used[column]) {
            ofRow[rowAt[column]] += delta;
            ofColumn[column] -= delta;
          } else {
            least[column] -= delta;
          }
        }
        at = next;
      }
      while (at != 0) {
        rowAt[at] = rowAt[way[at]];
        at = way[at];
      }
    }
    int[] columnOf = new int[rows];
    for (int column = 1; column <= columns; column++) {
      if (rowAt[column] > 0) {
        columnOf[rowAt[column] - 1] = column - 1;
      }
    }
    return columnOf;
  }
}
