package org.wsispark.inference;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.BitMask;

/**
 * One slide's finished blocks as masks: per class the pixels of the output grid whose probability
 * is at or above a threshold. Pixels that no window reached belong to none. Blocks may come in any
 * order; a missing one counts as not reached. Takes one bit per pixel for each class and for the
 * coverage. The masks' downsample is {@link WindowGrid#downsample}.
 */
public final class ProbabilityMask {
  private final BlockGrid blocks;
  private final int level;
  private final List<BitMask> masks;
  private final BitMask covered;
  private final Set<Integer> seen = new HashSet<>();

  /**
   * Empty masks.
   *
   * @param blocks the blocks of the slide
   * @param classes number of classes
   * @param threshold probability, above 0, at most 1
   */
  public ProbabilityMask(BlockGrid blocks, int classes, double threshold) {
    PixelRect all = blocks.windows().output();
    this.blocks = blocks;
    this.level = ProbabilityScale.level(threshold);
    this.covered = new BitMask(all.width(), all.height());
    this.masks =
        IntStream.range(0, classes).mapToObj(k -> new BitMask(all.width(), all.height())).toList();
  }

  /**
   * Adds one block.
   *
   * @param block a whole block of the slide
   * @throws IllegalArgumentException when it is no whole block of this grid, has another number of
   *     classes, or was added before
   */
  public void add(StitchedBlock block) {
    if (block.classes() != masks.size()
        || block.block() >= blocks.count()
        || !block.rect().equals(blocks.area(block.block()))
        || !seen.add(block.block())) {
      throw new IllegalArgumentException(block + " is no block of " + blocks + ", or comes twice");
    }
    PixelRect rect = block.rect();
    for (int y = 0; y < rect.height(); y++) {
      copyRow(block.covered(), y, rect);
      for (int label = 0; label < masks.size(); label++) {
        thresholdRow(block, label, y);
      }
    }
  }

  private void copyRow(BitMask part, int y, PixelRect rect) {
    int from = part.next(y, 0, true);
    while (from < rect.width()) {
      int to = part.next(y, from, false);
      covered.setRow(rect.y() + y, rect.x() + from, rect.x() + to, true);
      from = part.next(y, to, true);
    }
  }

  private void thresholdRow(StitchedBlock block, int label, int y) {
    PixelRect rect = block.rect();
    int row = (label * rect.height() + y) * rect.width();
    int from = -1;
    for (int x = 0; x <= rect.width(); x++) {
      boolean inside = x < rect.width() && (block.values()[row + x] & 0xFFFF) >= level;
      if (inside && from < 0) {
        from = x;
      } else if (!inside && from >= 0) {
        masks.get(label).setRow(rect.y() + y, rect.x() + from, rect.x() + x, true);
        from = -1;
      }
    }
  }

  /**
   * The mask of every class, in the order of the model's card.
   *
   * @return copies, as large as the output grid
   */
  public List<BitMask> masks() {
    List<BitMask> copies = new ArrayList<>();
    masks.forEach(mask -> copies.add(mask.copy()));
    return copies;
  }

  /**
   * Which pixels a window reached.
   *
   * @return a copy, as large as the output grid
   */
  public BitMask covered() {
    return covered.copy();
  }
}
