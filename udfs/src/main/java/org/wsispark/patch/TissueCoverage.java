package org.wsispark.patch;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Rational;
import org.wsispark.pixel.TissueMask;
import org.wsispark.raster.BitMask;

/**
 * The share of each patch's area that is tissue. A mask pixel counts with the area that it shares
 * with the patch; areas are whole numbers of a unit that divides both grids, so the share is exact
 * until it is rounded once to a double.
 */
public final class TissueCoverage {
  private final CellGrid grid;
  private final BitMask mask;
  private final List<List<Part>> columns;
  private final List<List<Part>> rows;
  private final BigInteger pixelArea;

  /** Mask pixels [from, to) of one axis that a cell covers by the same length, in units. */
  private record Part(int from, int to, BigInteger length) {}

  /**
   * Of a slide's patches and its tissue.
   *
   * @param grid the patches
   * @param tissue of the same slide
   */
  public TissueCoverage(CellGrid grid, TissueMask tissue) {
    this.grid = grid;
    this.mask = tissue.mask();
    Axis x = new Axis(grid.frame().downsample().x(), tissue.downsample().x());
    Axis y = new Axis(grid.frame().downsample().y(), tissue.downsample().y());
    this.columns =
        x.parts(
            grid.columns(),
            column -> grid.frameRect(column, 0).x(),
            column -> grid.frameRect(column, 0).right());
    this.rows =
        y.parts(
            grid.rows(), row -> grid.frameRect(0, row).y(), row -> grid.frameRect(0, row).bottom());
    this.pixelArea = x.framePixel.multiply(y.framePixel);
  }

  /** One axis in units of which a frame pixel and a mask pixel are whole numbers. */
  private record Axis(BigInteger framePixel, BigInteger maskPixel) {

    Axis(Rational frame, Rational mask) {
      this(
          product(frame.numerator(), mask.denominator()),
          product(mask.numerator(), frame.denominator()));
    }

    private static BigInteger product(long a, long b) {
      return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
    }

    /** {@code from} and {@code to} give the frame pixels that a cell starts and ends at. */
    List<List<Part>> parts(int cells, IntUnaryOperator from, IntUnaryOperator to) {
      List<List<Part>> all = new ArrayList<>(cells);
      for (int cell = 0; cell < cells; cell++) {
        all.add(
            parts(
                framePixel.multiply(BigInteger.valueOf(from.applyAsInt(cell))),
                framePixel.multiply(BigInteger.valueOf(to.applyAsInt(cell)))));
      }
      return all;
    }

    private List<Part> parts(BigInteger start, BigInteger end) {
      BigInteger[] first = start.divideAndRemainder(maskPixel);
      BigInteger[] last = end.divideAndRemainder(maskPixel);
      int from = first[0].intValueExact();
      int to = last[0].intValueExact();
      if (from == to) {
        return List.of(new Part(from, from + 1, end.subtract(start)));
      }
      List<Part> parts = new ArrayList<>(3);
      if (first[1].signum() > 0) {
        parts.add(new Part(from, from + 1, maskPixel.subtract(first[1])));
        from++;
      }
      if (from < to) {
        parts.add(new Part(from, to, maskPixel));
      }
      if (last[1].signum() > 0) {
        parts.add(new Part(to, to + 1, last[1]));
      }
      return parts;
    }
  }

  /**
   * The share of one patch.
   *
   * @param column from 0
   * @param row from 0
   * @return 0 to 1
   */
  public double fraction(int column, int row) {
    BigInteger area = BigInteger.ZERO;
    for (Part y : rows.get(row)) {
      for (Part x : columns.get(column)) {
        long pixels = mask.count(PixelRect.ofEdges(x.from, y.from, x.to, y.to));
        if (pixels > 0) {
          area = area.add(x.length.multiply(y.length).multiply(BigInteger.valueOf(pixels)));
        }
      }
    }
    if (area.signum() == 0) {
      return 0;
    }
    BigInteger pixels = BigInteger.valueOf(grid.frameRect(column, row).area());
    return area.doubleValue() / pixelArea.multiply(pixels).doubleValue();
  }

  /**
   * The patches with enough tissue.
   *
   * @param minFraction least share, inclusive
   * @return one pixel per cell of the grid
   */
  public BitMask cellsWithAtLeast(double minFraction) {
    BitMask cells = new BitMask(grid.columns(), grid.rows());
    for (int row = 0; row < grid.rows(); row++) {
      for (int column = 0; column < grid.columns(); column++) {
        if (fraction(column, row) >= minFraction) {
          cells.set(column, row, true);
        }
      }
    }
    return cells;
  }

  /**
   * The patches with too much.
   *
   * @param maxFraction largest share that is not too much
   * @param of cells to look at, one pixel per cell of the grid
   * @return one pixel per cell of the grid
   */
  public BitMask cellsAbove(double maxFraction, BitMask of) {
    BitMask cells = new BitMask(grid.columns(), grid.rows());
    for (int row = 0; row < of.height(); row++) {
      for (int column = of.next(row, 0, true);
          column < of.width();
          column = of.next(row, column + 1, true)) {
        if (fraction(column, row) > maxFraction) {
          cells.set(column, row, true);
        }
      }
    }
    return cells;
  }
}
