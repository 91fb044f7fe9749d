package org.wsispark.annotation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.Ring;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.ContourTracer;
import org.wsispark.raster.Outlines;

/**
 * Layers from masks: each component becomes a freehand region, each hole a negative one, along the
 * pixel edges, so {@link LayerMasks} gives the mask again, also after the layer was written to a
 * file and read. The last vertex repeats the first, as in regions drawn with ImageScope's pen.
 */
public final class MaskAnnotations {
  private MaskAnnotations() {}

  /**
   * The layer of one class.
   *
   * @param id of the layer, unique in its document, from 1
   * @param className its name
   * @param lineColor Win32 COLORREF, see {@link Layer#lineColor(int, int, int)}
   * @param mask where the class is
   * @param downsample level-0 pixels per mask pixel
   * @param offsetX mask pixels from the slide's left edge to the mask's
   * @param offsetY mask pixels from the slide's top edge to the mask's
   * @return a layer without regions for an empty mask
   */
  public static Layer layer(
      int id,
      String className,
      int lineColor,
      BitMask mask,
      Downsample downsample,
      int offsetX,
      int offsetY) {
    return layer(id, className, lineColor, ContourTracer.trace(mask, downsample, offsetX, offsetY));
  }

  /**
   * The layer of one class from its outlines.
   *
   * @param id of the layer, unique in its document, from 1
   * @param className its name
   * @param lineColor Win32 COLORREF, see {@link Layer#lineColor(int, int, int)}
   * @param outlines traced, perhaps simplified
   * @return region ids 1 to n: first the positive rings, then the negative ones
   */
  public static Layer layer(int id, String className, int lineColor, Outlines outlines) {
    List<Region> regions = new ArrayList<>();
    for (Ring ring : outlines.positive()) {
      regions.add(Region.drawn(regions.size() + 1, RegionType.FREEHAND, false, closed(ring), ""));
    }
    for (Ring ring : outlines.negative()) {
      regions.add(Region.drawn(regions.size() + 1, RegionType.FREEHAND, true, closed(ring), ""));
    }
    return Layer.drawn(id, className, lineColor, regions);
  }

  private static Ring closed(Ring ring) {
    int size = ring.size();
    long[] xs = new long[size + 1];
    long[] ys = new long[size + 1];
    Arrays.setAll(xs, k -> ring.xMicroPx(k % size));
    Arrays.setAll(ys, k -> ring.yMicroPx(k % size));
    return Ring.ofMicroPx(xs, ys);
  }
}
