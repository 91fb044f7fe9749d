package org.wsispark.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.RgbImage;

/**
 * Runs a model over the windows that one block owns. Windows go through the model in canonical
 * order and in batches that never mix blocks, so what a batch holds does not depend on how blocks
 * are shared out. The pixels of a block are read at once, so that a tile is decoded once per block.
 */
public final class BlockPredictor {
  private final ModelRunner runner;
  private final BlockGrid blocks;

  /**
   * Over one frame.
   *
   * @param runner an open model; stays open
   * @param blocks the blocks of the frame, for the model's window
   * @throws IllegalArgumentException when the grid was made for another window
   */
  public BlockPredictor(ModelRunner runner, BlockGrid blocks) {
    WindowGrid windows = blocks.windows();
    if (!windows.equals(
        WindowGrid.of(runner.card(), windows.frameWidth(), windows.frameHeight()))) {
      throw new IllegalArgumentException(windows + " is no grid of " + runner.card().modelId());
    }
    this.runner = runner;
    this.blocks = blocks;
  }

  /**
   * Predicts one block.
   *
   * @param block the block's number
   * @param wanted which windows to run, for example those with tissue; the others add nothing
   * @param source the pixels of the frame
   * @return the block's interior and borders; nothing in it when no window is wanted
   */
  public BlockSums predict(int block, Predicate<Window> wanted, WindowSource source) {
    List<Window> windows = blocks.windowsOf(block).stream().filter(wanted).toList();
    if (windows.isEmpty()) {
      return new BlockSums(Optional.empty(), List.of());
    }
    PixelRect bounds = bounds(windows);
    RgbImage pixels = source.read(bounds);
    ModelCard card = runner.card();
    BlockAccumulator sums = new BlockAccumulator(blocks, block, card.classes().size());
    int values = card.classes().size() * card.outputPx() * card.outputPx();
    for (int first = 0; first < windows.size(); first += card.batchSize()) {
      List<Window> batch =
          windows.subList(first, Math.min(windows.size(), first + card.batchSize()));
      float[] probabilities = runner.run(images(batch, pixels, bounds));
      for (int k = 0; k < batch.size(); k++) {
        sums.add(batch.get(k), probabilities, k * values);
      }
    }
    return sums.finish();
  }

  /** The frame pixels that the windows read together. */
  private PixelRect bounds(List<Window> windows) {
    PixelRect all = blocks.windows().frameRect(windows.get(0));
    for (Window window : windows) {
      PixelRect rect = blocks.windows().frameRect(window);
      all =
          PixelRect.ofEdges(
              Math.min(all.x(), rect.x()),
              Math.min(all.y(), rect.y()),
              Math.max(all.right(), rect.right()),
              Math.max(all.bottom(), rect.bottom()));
    }
    return all;
  }

  private List<WindowImage> images(List<Window> batch, RgbImage pixels, PixelRect bounds) {
    List<WindowImage> images = new ArrayList<>(batch.size());
    for (Window window : batch) {
      PixelRect rect = blocks.windows().frameRect(window).shift(-bounds.x(), -bounds.y());
      images.add(new WindowImage(window, pixels.crop(rect)));
    }
    return images;
  }
}
