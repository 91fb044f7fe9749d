package org.wsispark.raster;

import java.util.List;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Ring;

/**
 * Rasterization by the rule {@code exact}. Pixel (i, j) of a mask at downsample d is inside a ring
 * when its centre ((i+1/2)d, (j+1/2)d) is, by even-odd over the ring closed implicitly: an edge
 * counts at height y when min &lt;= y &lt; max of its ends, and a centre at x is inside between two
 * crossings when left &lt;= x &lt; right. The mask is the union of the positive rings minus the
 * union of the negative ones.
 *
 * <p>Sides are decided between integers of at most 128 bits (beyond that, of any size), never
 * between doubles, so a mask depends neither on the window it is asked in, nor on a ring's
 * direction or start vertex, nor on a shift by whole mask pixels; and rings that share an edge
 * neither overlap nor leave a gap. The work for a window grows with the rings and edges that touch
 * it and its rows, not with the slide. Immutable once built; any number of threads may ask for
 * windows.
 */
public final class ExactRasterizer {
  private final RingIndex positive;
  private final RingIndex negative;

  /**
   * Prepares rings for any number of windows.
   *
   * @param positive rings whose insides are foreground, in level-0 micro-pixels
   * @param negative rings whose insides are taken out
   * @param downsample level-0 pixels per mask pixel
   */
  public ExactRasterizer(List<Ring> positive, List<Ring> negative, Downsample downsample) {
    CentreAxis xAxis = new CentreAxis(downsample.x());
    CentreAxis yAxis = new CentreAxis(downsample.y());
    this.positive = new RingIndex(edges(positive, xAxis, yAxis));
    this.negative = new RingIndex(edges(negative, xAxis, yAxis));
  }

  private static List<RingEdges> edges(List<Ring> rings, CentreAxis xAxis, CentreAxis yAxis) {
    return rings.stream()
        .map(ring -> new RingEdges(ring, xAxis, yAxis))
        .filter(edges -> edges.count() > 0)
        .toList();
  }

  /**
   * The mask of a window.
   *
   * @param window in mask pixels; may lie anywhere
   * @return a new mask of the window's size; its pixel (0, 0) is the window's top-left one
   */
  public BitMask mask(PixelRect window) {
    CrossingRows rows = new CrossingRows(window);
    positive.touching(window, edges -> rows.fill(edges, true));
    negative.touching(window, edges -> rows.fill(edges, false));
    return rows.mask();
  }

  /**
   * The mask of one window of rings that are used only once.
   *
   * @param positive rings whose insides are foreground, in level-0 micro-pixels
   * @param negative rings whose insides are taken out
   * @param downsample level-0 pixels per mask pixel
   * @param window in mask pixels; may lie anywhere
   * @return a new mask of the window's size; its pixel (0, 0) is the window's top-left one
   */
  public static BitMask rasterize(
      List<Ring> positive, List<Ring> negative, Downsample downsample, PixelRect window) {
    return new ExactRasterizer(positive, negative, downsample).mask(window);
  }
}
