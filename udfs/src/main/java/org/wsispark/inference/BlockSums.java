package org.wsispark.inference;

import java.util.List;
import java.util.Optional;

/**
 * What the windows of one block give: the part of its area that no other block reaches, finished,
 * and the sums along the borders, its own and its neighbours', which {@link BlockMerge} adds up.
 *
 * @param interior finished probabilities of {@link BlockGrid#interior}; empty when no window
 *     reached it
 * @param borders sums for rectangles that do not overlap, to be sent to their target blocks; those
 *     that no window reached are left out
 */
public record BlockSums(Optional<StitchedBlock> interior, List<BorderSums> borders) {

  /** Copies the list. */
  public BlockSums {
    borders = List.copyOf(borders);
  }
}
