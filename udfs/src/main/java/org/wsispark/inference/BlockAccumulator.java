package org.wsispark.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.WindowWeights;

/**
 * Adds up the windows that one block owns. Holds one int64 per class and one for the weight of
 * every pixel that the block's windows reach: {@code 8 * (classes + 1) * (side + 2 * reach)^2}
 * bytes, about 5 MB for one class with windows of 512 px, stride 256 px and output downsample 4.
 * Not safe for use by several threads.
 */
public final class BlockAccumulator {
  private final BlockGrid blocks;
  private final int block;
  private final int classes;
  private final WindowWeights weights;
  private final PixelRect reach;
  private final SumGrid grid;

  /**
   * Starts a block.
   *
   * @param blocks the blocks of the frame
   * @param block the block's number
   * @param classes number of classes, at least 1
   */
  public BlockAccumulator(BlockGrid blocks, int block, int classes) {
    this.blocks = blocks;
    this.block = block;
    this.classes = classes;
    this.weights = WindowWeights.ofSide(blocks.windows().sidePx());
    this.reach = blocks.reach(block);
    this.grid = new SumGrid(reach, classes);
  }

  /**
   * Adds one window's prediction. Each window is added once; windows may come in any order, and
   * those without tissue may be left out.
   *
   * @param window a window that this block owns
   * @param probabilities values from 0 to 1 in order of class, row, column
   * @param offset where the window's first value stands
   * @throws WsiException {@link InferenceError#BAD_MODEL_OUTPUT} naming the window when a value is
   *     no probability
   * @throws IllegalArgumentException when another block owns the window
   */
  public void add(Window window, float[] probabilities, int offset) {
    if (blocks.ownerOf(window) != block) {
      throw new IllegalArgumentException(window + " is not owned by block " + block);
    }
    PixelRect whole = blocks.windows().outputRect(window);
    PixelRect inside = whole.intersect(reach);
    int side = whole.width();
    for (int y = inside.y(); y < inside.bottom(); y++) {
      long rowWeight = weights.along(y - whole.y());
      int row = offset + (y - whole.y()) * side - whole.x();
      for (int x = inside.x(); x < inside.right(); x++) {
        long weight = rowWeight * weights.along(x - whole.x());
        grid.addWeight(x, y, weight);
        for (int label = 0; label < classes; label++) {
          float probability = probabilities[row + x + label * side * side];
          grid.addSum(label, x, y, weight * quantized(probability, window));
        }
      }
    }
  }

  private static int quantized(float probability, Window window) {
    if (!(probability >= 0 && probability <= 1)) {
      throw WsiException.of(
              InferenceError.BAD_MODEL_OUTPUT, "%s is no probability", Float.valueOf(probability))
          .at("window column " + window.column() + ", row " + window.row());
    }
    return ProbabilityScale.quantize(probability);
  }

  /**
   * Ends the block.
   *
   * @return its finished interior and the sums along the borders
   */
  public BlockSums finish() {
    PixelRect interior = blocks.interior(block);
    Optional<StitchedBlock> finished =
        !interior.isEmpty() && grid.reached(interior)
            ? Optional.of(grid.means(block, interior))
            : Optional.empty();
    List<BorderSums> borders = new ArrayList<>();
    for (int target : blocks.blocksTouching(reach)) {
      PixelRect shared = blocks.area(target).intersect(reach);
      List<PixelRect> parts = target == block ? around(shared, interior) : List.of(shared);
      for (PixelRect part : parts) {
        if (!part.isEmpty() && grid.reached(part)) {
          borders.add(grid.border(block, target, part));
        }
      }
    }
    return new BlockSums(finished, borders);
  }

  /** The rest of a rectangle round a smaller one: above, below, left, right. */
  private static List<PixelRect> around(PixelRect all, PixelRect hole) {
    if (hole.isEmpty()) {
      return List.of(all);
    }
    return List.of(
        PixelRect.ofEdges(all.x(), all.y(), all.right(), hole.y()),
        PixelRect.ofEdges(all.x(), hole.bottom(), all.right(), all.bottom()),
        PixelRect.ofEdges(all.x(), hole.y(), hole.x(), hole.bottom()),
        PixelRect.ofEdges(hole.right(), hole.y(), all.right(), hole.bottom()));
  }
}
