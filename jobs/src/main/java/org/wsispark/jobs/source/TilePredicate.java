package org.wsispark.jobs.source;

import java.util.EnumSet;
import java.util.Set;
import org.wsispark.jobs.source.TileColumn.Axis;

/**
 * A condition on the columns that are known before anything is decoded, with SQL's three values.
 *
 * @param test gives true, false, or null for unknown
 * @param columns that it looks at
 */
record TilePredicate(Test test, Set<TileColumn> columns) {

  /** The condition itself. */
  interface Test {
    Boolean of(TileValues values);
  }

  boolean holds(TileValues values) {
    return Boolean.TRUE.equals(test.of(values));
  }

  /** Whether nothing but the slide, and this axis, decides. */
  boolean dependsOnlyOn(Axis axis) {
    return columns.stream()
        .allMatch(column -> EnumSet.of(Axis.SLIDE, axis).contains(column.axis()));
  }
}
