package org.wsispark.slide.openslide;

import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.SlideLevel;
import org.wsispark.slide.openslide.LevelAxis.Start;

/**
 * Pixels of one level, each as OpenSlide gives it when the level is read whole from (0, 0). A read
 * is cut at the borders of OpenSlide's own chunks. Where no start near the wanted pixel avoids
 * interpolation, the chunk is read whole and kept for the next read: one chunk (48 MiB) per level
 * read last, which suits patches that are read in blocks.
 */
final class LevelPixels {
  private final OpenSlide slide;
  private final SlideLevel level;
  private final int width;
  private final int height;
  private final TileTally tally;
  private final LevelAxis axis;
  private PixelRect keptRect = new PixelRect(0, 0, 0, 0);
  private RgbImage kept = RgbImage.white(0, 0);

  LevelPixels(OpenSlide slide, SlideLevel level, TileTally tally) {
    this.slide = slide;
    this.level = level;
    this.tally = tally;
    this.width = level.width();
    this.height = level.height();
    this.axis = new LevelAxis(slide.getLevelDownsample(level.index()));
  }

  /** Frees what is kept. */
  void forget() {
    keptRect = new PixelRect(0, 0, 0, 0);
    kept = RgbImage.white(0, 0);
  }

  /** Any rectangle into an image of its size, every pixel of which is set; white outside. */
  void read(PixelRect rect, RgbImage out) {
    if (!out.hasSizeOf(rect)) {
      throw new IllegalArgumentException(out + " is no image for " + rect);
    }
    PixelRect inside = rect.intersect(new PixelRect(0, 0, width, height));
    if (!inside.equals(rect)) {
      out.whiten();
    }
    for (int top = inside.y(); top < inside.bottom(); top = chunkEnd(top)) {
      for (int left = inside.x(); left < inside.right(); left = chunkEnd(left)) {
        PixelRect part =
            PixelRect.ofEdges(
                left,
                top,
                Math.min(inside.right(), chunkEnd(left)),
                Math.min(inside.bottom(), chunkEnd(top)));
        paste(part, out, rect);
      }
    }
  }

  private static int chunkEnd(int px) {
    return (px / LevelAxis.CHUNK + 1) * LevelAxis.CHUNK;
  }

  /** A part within one chunk. */
  private void paste(PixelRect part, RgbImage out, PixelRect rect) {
    int x = part.x() - rect.x();
    int y = part.y() - rect.y();
    if (keptRect.contains(part)) {
      out.paste(kept, part.shift(-keptRect.x(), -keptRect.y()), x, y);
      return;
    }
    Start left = axis.startFor(part.x());
    Start top = axis.startFor(part.y());
    if (LevelAxis.isFar(left, part.x()) || LevelAxis.isFar(top, part.y())) {
      left = axis.chunkStart(part.x());
      top = axis.chunkStart(part.y());
      // The one kept before goes first: two at a time are more than a task reckons with.
      forget();
      PixelRect chunk =
          PixelRect.ofEdges(
              left.levelPx(),
              top.levelPx(),
              Math.min(width, chunkEnd(part.x())),
              Math.min(height, chunkEnd(part.y())));
      kept = from(left, top, chunk);
      keptRect = chunk;
      out.paste(kept, part.shift(-chunk.x(), -chunk.y()), x, y);
      return;
    }
    PixelRect padded =
        PixelRect.ofEdges(left.levelPx(), top.levelPx(), part.right(), part.bottom());
    out.paste(from(left, top, padded), part.shift(-padded.x(), -padded.y()), x, y);
  }

  private RgbImage from(Start left, Start top, PixelRect rect) {
    int[] argb =
        slide.readRegion(left.level0(), top.level0(), level.index(), rect.width(), rect.height());
    tally.read(level, rect, argb);
    return PremultipliedPixels.onWhite(argb, rect.width(), rect.height());
  }
}
