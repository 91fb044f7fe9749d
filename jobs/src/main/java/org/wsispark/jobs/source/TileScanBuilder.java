package org.wsispark.jobs.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownLimit;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.connector.read.SupportsPushDownV2Filters;
import org.apache.spark.sql.types.StructType;

/** Takes what Spark hands down: columns, filters and a limit. */
final class TileScanBuilder
    implements SupportsPushDownRequiredColumns, SupportsPushDownV2Filters, SupportsPushDownLimit {
  private final TileTable table;
  private final SourceOptions options;
  private final List<Predicate> pushed = new ArrayList<>();
  private final List<TilePredicate> conditions = new ArrayList<>();
  private StructType schema = TileColumn.schema();
  private long limit = Long.MAX_VALUE;

  TileScanBuilder(TileTable table, SourceOptions options) {
    this.table = table;
    this.options = options;
  }

  @Override
  public void pruneColumns(StructType required) {
    schema = required;
  }

  /** What is taken is decided here for good; Spark evaluates only what comes back. */
  @Override
  public Predicate[] pushPredicates(Predicate[] filters) {
    List<Predicate> left = new ArrayList<>();
    for (Predicate filter : filters) {
      Optional<TilePredicate> ours = PredicateCompiler.compile(filter);
      if (ours.isPresent()) {
        pushed.add(filter);
        conditions.add(ours.get());
      } else {
        left.add(filter);
      }
    }
    return left.toArray(Predicate[]::new);
  }

  @Override
  public Predicate[] pushedPredicates() {
    return pushed.toArray(Predicate[]::new);
  }

  /**
   * The plan gives exactly this many rows, so Spark need not count again; but not where a tile that
   * turns out unreadable is left out, which only the task knows.
   */
  @Override
  public boolean pushLimit(int rows) {
    if (options.mode() == ReadMode.DROPMALFORMED) {
      return false;
    }
    limit = rows;
    return true;
  }

  @Override
  public boolean isPartiallyPushed() {
    return false;
  }

  @Override
  public Scan build() {
    return new TileScan(table, options, schema, pushed, new TileFilter(conditions), limit);
  }
}
