package org.wsispark.jobs.predict;

import java.util.ArrayList;
import java.util.List;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Rational;
import org.wsispark.inference.BlockGrid;
import org.wsispark.inference.ModelCard;
import org.wsispark.inference.Window;
import org.wsispark.inference.WindowGrid;
import org.wsispark.jobs.io.SlideRow;
import org.wsispark.pixel.TissueMask;
import org.wsispark.slide.ReadFrame;

/**
 * How a model lies over one slide: the frame it reads, the windows, and which of them have tissue.
 * A pure function of slide, model and tissue.
 *
 * @param frame the slide at the model's resolution
 * @param blocks the fixed blocks of its windows
 * @param tissue where to look
 * @param minTissue windows with at most this share of tissue are skipped
 */
record SlideBlocks(ReadFrame frame, BlockGrid blocks, TissueMask tissue, double minTissue) {

  static SlideBlocks of(
      SlideRow slide, ModelCard card, TissueMask tissue, double mppTolerance, double minTissue) {
    ReadFrame frame =
        ReadFrame.atMpp(slide.info().levels(), slide.mpp(), card.inputMpp(), mppTolerance);
    BlockGrid blocks = BlockGrid.of(WindowGrid.of(card, frame.width(), frame.height()));
    return new SlideBlocks(frame, blocks, tissue, minTissue);
  }

  /** Level-0 px per px of the output grid. */
  Downsample outputDownsample() {
    return blocks.windows().downsample(frame.downsample());
  }

  /** Whether the window has more tissue than the least share, over the mask pixels it touches. */
  boolean wanted(Window window) {
    PixelRect rect = blocks.windows().frameRect(window);
    PixelRect onMask = touched(rect);
    long tissuePx = tissue.mask().count(onMask);
    return tissuePx > minTissue * onMask.area() && tissuePx > 0;
  }

  private PixelRect touched(PixelRect frameRect) {
    Rational x = frame.downsample().x().dividedBy(tissue.downsample().x());
    Rational y = frame.downsample().y().dividedBy(tissue.downsample().y());
    return PixelRect.ofEdges(
        Math.toIntExact(x.floorOf(frameRect.x())),
        Math.toIntExact(y.floorOf(frameRect.y())),
        Math.toIntExact(x.ceilOf(frameRect.right())),
        Math.toIntExact(y.ceilOf(frameRect.bottom())));
  }

  /** The blocks that have windows to infer, with how many. */
  List<BlockWork> work(String slideId) {
    List<BlockWork> work = new ArrayList<>();
    for (int block = 0; block < blocks.count(); block++) {
      long windows = blocks.windowsOf(block).stream().filter(this::wanted).count();
      if (windows > 0) {
        work.add(new BlockWork(slideId, block, (int) windows));
      }
    }
    return work;
  }
}
