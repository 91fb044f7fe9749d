package org.wsispark.jobs.source;

import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;

/**
 * What one task gives.
 *
 * @param parts of slides, one after the other
 * @param failures slides that could not be described, each a row of its own in mode PERMISSIVE
 */
record TilePartition(List<TilePart> parts, List<FailedSlide> failures) implements InputPartition {
  private static final long serialVersionUID = 1L;

  TilePartition {
    parts = List.copyOf(parts);
    failures = List.copyOf(failures);
  }
}
