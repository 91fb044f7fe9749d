package org.wsispark.patch;

import java.util.ArrayList;
import java.util.List;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.AreaResampler;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.ReadFrame;
import org.wsispark.slide.SlideReader;

/**
 * Reads what lies round patches at coarser resolutions, from the reader that is open for the
 * patches. Neighbours share most of it, so it is read once for a strip of patches. As the reader it
 * wraps, one thread at a time; whoever opened that reader closes it.
 */
public final class ContextReader {
  private final SlideReader reader;
  private final CellGrid grid;
  private final List<ContextFrame> contexts;

  /**
   * Over an open slide.
   *
   * @param reader stays the caller's to close
   * @param grid the patches
   * @param frames coarser resolutions of the same slide
   */
  public ContextReader(SlideReader reader, CellGrid grid, List<ReadFrame> frames) {
    this.reader = reader;
    this.grid = grid;
    this.contexts = frames.stream().map(frame -> new ContextFrame(grid.frame(), frame)).toList();
  }

  /**
   * The images round the patches of a strip. An image has its patch's size in pixels, and its
   * centre within half a level-0 pixel of the patch's; what lies outside the slide is white.
   *
   * @param strip of one row
   * @return for each patch from left to right an image for each resolution, in order
   * @throws WsiException as {@link SlideReader#read(int, PixelRect)}
   */
  public List<List<RgbImage>> round(CellRange strip) {
    List<List<RgbImage>> images = new ArrayList<>();
    for (int k = 0; k < strip.columns(); k++) {
      images.add(new ArrayList<>());
    }
    for (ContextFrame context : contexts) {
      List<AreaResampler> resamplers = new ArrayList<>();
      for (int column = strip.column(); column < strip.right(); column++) {
        resamplers.add(context.round(grid.frameRect(column, strip.row())));
      }
      PixelRect first = source(resamplers.get(0), strip, 0);
      PixelRect last = source(resamplers.get(strip.columns() - 1), strip, strip.columns() - 1);
      PixelRect all = PixelRect.ofEdges(first.x(), first.y(), last.right(), last.bottom());
      RgbImage level = reader.read(context.frame().level(), all);
      for (int k = 0; k < strip.columns(); k++) {
        images.get(k).add(resamplers.get(k).resample(level, all, target(strip, k)));
      }
    }
    return images;
  }

  private PixelRect source(AreaResampler resampler, CellRange strip, int k) {
    return resampler.sourceOf(target(strip, k));
  }

  private PixelRect target(CellRange strip, int k) {
    PixelRect patch = grid.frameRect(strip.column() + k, strip.row());
    return new PixelRect(0, 0, patch.width(), patch.height());
  }
}
