package org.wsispark.annotation.mask;

import java.util.ArrayList;
import java.util.List;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;
import org.wsispark.slide.SlideInfo;
import org.wsispark.slide.SlideLevel;

/**
 * One grid of mask pixels over a slide.
 *
 * @param width px of the mask
 * @param height px of the mask
 * @param downsample level-0 px per mask px
 */
public record MaskGrid(int width, int height, Downsample downsample) {
  /** A level whose mean downsample is this near to the wanted one is meant. */
  private static final double NEAR = 0.01;

  /**
   * The grid of a wanted downsample: that of the level which has about this downsample (within 1
   * %), so that mask and level fit pixel by pixel; else whole pixels of that many level-0 pixels,
   * the last column and row reaching over the slide's edge.
   *
   * @param slide its size and levels
   * @param downsample level-0 px per mask px, at least 1
   * @return the grid
   */
  public static MaskGrid of(SlideInfo slide, int downsample) {
    for (SlideLevel level : slide.levels()) {
      if (Math.abs(level.downsample().mean() / downsample - 1) <= NEAR) {
        return new MaskGrid(level.width(), level.height(), level.downsample());
      }
    }
    return plain(slide.width(), slide.height(), Downsample.of(downsample));
  }

  /**
   * Whole pixels of so many level-0 pixels, the last column and row reaching over the edge.
   *
   * @param width0 of level 0, px
   * @param height0 of level 0, px
   * @param downsample level-0 px per mask px
   * @return the grid
   */
  public static MaskGrid plain(int width0, int height0, Downsample downsample) {
    return new MaskGrid(
        Math.toIntExact(downsample.x().inverse().ceilOf(width0)),
        Math.toIntExact(downsample.y().inverse().ceilOf(height0)),
        downsample);
  }

  /**
   * This grid and coarser ones, each half of the one before, until one tile holds the mask.
   *
   * @param tilePx side of a tile, px
   * @return from the finest to the coarsest
   */
  public List<MaskGrid> pyramid(int tilePx) {
    List<MaskGrid> grids = new ArrayList<>(List.of(this));
    MaskGrid last = this;
    while (Math.max(last.width(), last.height()) > tilePx) {
      last =
          new MaskGrid(
              (last.width() + 1) / 2,
              (last.height() + 1) / 2,
              last.downsample().times(Downsample.of(2)));
      grids.add(last);
    }
    return grids;
  }

  /**
   * All pixels.
   *
   * @return from (0, 0)
   */
  public PixelRect rect() {
    return new PixelRect(0, 0, width, height);
  }
}
