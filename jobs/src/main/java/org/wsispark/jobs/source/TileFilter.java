package org.wsispark.jobs.source;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.wsispark.jobs.source.TileColumn.Axis;
import org.wsispark.patch.CellGrid;
import org.wsispark.raster.BitMask;

/**
 * All conditions of a query together. Conditions on one axis are asked once per column or row, not
 * per tile, so a filter on x of a million tiles costs a thousand evaluations.
 *
 * @param conditions all have to hold
 */
record TileFilter(List<TilePredicate> conditions) {

  TileFilter {
    conditions = List.copyOf(conditions);
  }

  boolean holds(TileValues values) {
    return conditions.stream().allMatch(condition -> condition.holds(values));
  }

  /** Whether a slide of this name can have tiles that are wanted. */
  boolean mayHold(String slide) {
    TileValues values = new FailedSlide(slide, "");
    return conditions.stream()
        .filter(condition -> Set.of(TileColumn.SLIDE).containsAll(condition.columns()))
        .allMatch(condition -> condition.holds(values));
  }

  boolean uses(TileColumn column) {
    return conditions.stream().anyMatch(condition -> condition.columns().contains(column));
  }

  /** The tiles of a slide that are wanted, one pixel per cell. */
  BitMask select(SlideTiles slide) {
    CellGrid grid = slide.layout();
    int columns = grid.columns();
    int rows = grid.rows();
    BitMask wanted = new BitMask(columns, rows);
    if (columns == 0 || rows == 0) {
      return wanted;
    }
    List<TilePredicate> onColumn = onlyOn(Axis.COLUMN);
    List<TilePredicate> onRow = onlyOn(Axis.ROW);
    List<TilePredicate> both =
        conditions.stream()
            .filter(
                condition ->
                    !condition.dependsOnlyOn(Axis.COLUMN) && !condition.dependsOnlyOn(Axis.ROW))
            .toList();
    int[] wantedColumns =
        IntStream.range(0, columns).filter(column -> all(onColumn, slide.at(column, 0))).toArray();
    if (wantedColumns.length == 0) {
      return wanted;
    }
    for (int row = 0; row < rows; row++) {
      if (all(onRow, slide.at(0, row))) {
        for (int column : wantedColumns) {
          if (both.isEmpty() || all(both, slide.at(column, row))) {
            wanted.set(column, row, true);
          }
        }
      }
    }
    return wanted;
  }

  private List<TilePredicate> onlyOn(Axis axis) {
    return conditions.stream().filter(condition -> condition.dependsOnlyOn(axis)).toList();
  }

  private static boolean all(List<TilePredicate> conditions, TileValues values) {
    for (TilePredicate condition : conditions) {
      if (!condition.holds(values)) {
        return false;
      }
    }
    return true;
  }
}
