package org.wsispark.patch;

import java.io.Serializable;
import java.util.Comparator;

/**
 * A patch that may be in a sample. Its place in the order of all patches follows from its name and
 * the seed of the sample alone.
 *
 * @param column from 0
 * @param row from 0
 * @param label empty for none
 * @param rank from 0 to below 1, the smallest first
 * @param name of the patch, which decides between equal ranks
 */
public record RankedCell(int column, int row, String label, double rank, String name)
    implements Comparable<RankedCell>, Serializable {
  private static final Comparator<RankedCell> ORDER =
      Comparator.comparingDouble(RankedCell::rank).thenComparing(RankedCell::name);

  @Override
  public int compareTo(RankedCell other) {
    return ORDER.compare(this, other);
  }
}
