package org.wsispark.patch;

import java.util.ArrayList;
import java.util.List;
import org.wsispark.patch.SlideWork.CellCosts;

/**
 * Cuts one slide into chunks of at most about a given cost: bands of patch rows as high as fit; a
 * row that is too heavy by itself is cut along x into pieces of about equal cost. One patch is
 * never cut. Chunks come row by row, so what follows in the list follows on the slide.
 */
final class ChunkCutter {
  private final SlideWork work;
  private final CellCosts costs;
  private final long grain;
  private final List<Chunk> chunks = new ArrayList<>();

  private ChunkCutter(SlideWork work, long grain) {
    this.work = work;
    this.costs = work.costs();
    this.grain = grain;
  }

  /** The chunks of a slide; none when it has no patches. */
  static List<Chunk> cut(SlideWork work, long grain) {
    if (work.patches() == 0) {
      return List.of();
    }
    if (work.bytes() <= grain) {
      CellRange all = work.grid().cells();
      return List.of(new Chunk(work.slideId(), all, work.patches(), work.bytes()));
    }
    return new ChunkCutter(work, grain).bands();
  }

  private List<Chunk> bands() {
    int columns = work.grid().columns();
    int first = 0;
    long band = 0;
    for (int row = 0; row < work.grid().rows(); row++) {
      long cost = costs.bytes(new CellRange(0, row, columns, 1));
      if (band > 0 && band + cost > grain) {
        add(new CellRange(0, first, columns, row - first));
        first = row;
        band = 0;
      }
      if (cost > grain) {
        add(new CellRange(0, first, columns, row - first));
        cutRow(row, cost);
        first = row + 1;
      } else {
        band += cost;
      }
    }
    add(new CellRange(0, first, columns, work.grid().rows() - first));
    return chunks;
  }

  private void cutRow(int row, long cost) {
    int columns = work.grid().columns();
    long pieces = (cost - 1) / grain + 1;
    double piece = (double) cost / pieces;
    int first = 0;
    double sum = 0;
    double end = piece;
    for (int column = 0; column < columns; column++) {
      long cell = costs.bytes(new CellRange(column, row, 1, 1));
      // A cell goes to the piece that its middle lies in.
      if (sum + cell / 2.0 >= end && column > first) {
        add(new CellRange(first, row, column - first, 1));
        first = column;
        while (sum + cell / 2.0 >= end) {
          end += piece;
        }
      }
      sum += cell;
    }
    add(new CellRange(first, row, columns - first, 1));
  }

  private void add(CellRange range) {
    long patches = costs.patches(range);
    if (patches > 0) {
      chunks.add(new Chunk(work.slideId(), range, patches, costs.bytes(range)));
    }
  }

  /** A part of a slide that one task reads. */
  record Chunk(String slideId, CellRange range, long patches, long bytes) {}
}
