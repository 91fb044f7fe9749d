package org.wsispark.annotation;

import java.util.List;
import java.util.Optional;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Ring;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.ExactRasterizer;

/**
 * Masks of layers by the rule {@code exact}: the union of a layer's positive regions minus the
 * union of its negative regions, wherever each stands in the list.
 */
public final class LayerMasks {
  private LayerMasks() {}

  /**
   * Prepares a layer for any number of windows.
   *
   * @param layer any; regions without area are left out
   * @param downsample level-0 pixels per mask pixel
   * @return a rasterizer for any number of threads
   */
  public static ExactRasterizer rasterizer(Layer layer, Downsample downsample) {
    return new ExactRasterizer(rings(layer, false), rings(layer, true), downsample);
  }

  /**
   * The mask of one window.
   *
   * @param layer any; regions without area are left out
   * @param downsample level-0 pixels per mask pixel
   * @param window in mask pixels; may lie anywhere
   * @return a new mask of the window's size
   */
  public static BitMask rasterize(Layer layer, Downsample downsample, PixelRect window) {
    return rasterizer(layer, downsample).mask(window);
  }

  /**
   * The outlines of a layer's regions of one sign.
   *
   * @param layer any; regions without area are left out
   * @param negative of which sign
   * @return rings in level-0 micro-pixels, in the layer's order
   */
  public static List<Ring> rings(Layer layer, boolean negative) {
    return layer.regions().stream()
        .filter(region -> region.negative() == negative)
        .map(RegionOutline::of)
        .flatMap(Optional::stream)
        .toList();
  }
}
