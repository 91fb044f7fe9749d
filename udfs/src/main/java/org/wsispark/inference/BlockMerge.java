package org.wsispark.inference;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.wsispark.geometry.PixelRect;

/**
 * Puts one block together from its own finished interior and the sums of all blocks that reach its
 * borders. Contributions may come in any order. Holds {@code 8 * (classes + 1)} bytes per pixel of
 * the block's area.
 */
public final class BlockMerge {
  private BlockMerge() {}

  /**
   * Merges.
   *
   * @param blocks the blocks of the frame
   * @param block the block's number
   * @param classes number of classes
   * @param interior the finished interior, when a window of the block reached it
   * @param borders every border whose target is this block, each once, in any order
   * @return the whole area of the block, or empty when no window reached any of it
   * @throws IllegalArgumentException when a contribution belongs elsewhere, comes twice, or has
   *     another number of classes
   */
  public static Optional<StitchedBlock> merge(
      BlockGrid blocks,
      int block,
      int classes,
      Optional<StitchedBlock> interior,
      Iterable<BorderSums> borders) {
    PixelRect area = blocks.area(block);
    PixelRect inner = blocks.interior(block);
    SumGrid grid = new SumGrid(area, classes);
    Set<Object> seen = new HashSet<>();
    for (BorderSums border : borders) {
      if (border.target() != block
          || border.classes() != classes
          || !area.contains(border.rect())
          || !inner.intersect(border.rect()).isEmpty()
          || !seen.add(new Origin(border.source(), border.rect()))) {
        throw new IllegalArgumentException(
            border + " is no contribution to block " + block + ", or comes twice");
      }
      grid.add(border);
    }
    if (seen.isEmpty() && interior.isEmpty()) {
      return Optional.empty();
    }
    StitchedBlock outer = grid.means(block, area);
    interior.ifPresent(finished -> insert(finished, outer, inner));
    return Optional.of(outer);
  }

  private static void insert(StitchedBlock finished, StitchedBlock into, PixelRect inner) {
    if (finished.block() != into.block()
        || finished.classes() != into.classes()
        || !finished.rect().equals(inner)) {
      throw new IllegalArgumentException(finished + " is no interior of " + into);
    }
    PixelRect area = into.rect();
    for (int y = inner.y(); y < inner.bottom(); y++) {
      int row = y - inner.y();
      for (int label = 0; label < into.classes(); label++) {
        System.arraycopy(
            finished.values(),
            (label * inner.height() + row) * inner.width(),
            into.values(),
            (label * area.height() + y - area.y()) * area.width() + inner.x() - area.x(),
            inner.width());
      }
      for (int x = 0; x < inner.width(); x++) {
        if (finished.covered().get(x, row)) {
          into.covered().set(inner.x() - area.x() + x, y - area.y(), true);
        }
      }
    }
  }

  private record Origin(int source, PixelRect rect) {}
}
