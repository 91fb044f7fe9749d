package org.wsispark.patch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.LayerMasks;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.ExactRasterizer;

/**
 * How many pixels of windows belong to each layer of a document, by the rule exact; where layers
 * overlap the later one wins. Windows of one strip are counted together, so an outline is looked at
 * once and not once per window. Immutable; any number of threads may ask.
 */
public final class LabelFractions {
  private final List<String> names;
  private final List<ExactRasterizer> layers;

  /**
   * Prepares a document.
   *
   * @param document its layers, later ones win
   * @param downsample level-0 pixels per pixel of the windows
   */
  public LabelFractions(AnnotationDocument document, Downsample downsample) {
    this.names = document.layers().stream().map(Layer::className).toList();
    this.layers =
        document.layers().stream().map(layer -> LayerMasks.rasterizer(layer, downsample)).toList();
  }

  /**
   * The pixels of each layer in windows that lie in one strip.
   *
   * @param strip the rectangle that is rasterized, in pixels
   * @param windows inside the strip
   * @return one array per window, one count per layer
   */
  public List<long[]> pixels(PixelRect strip, List<PixelRect> windows) {
    List<long[]> counts = new ArrayList<>();
    windows.forEach(window -> counts.add(new long[layers.size()]));
    BitMask taken = null;
    for (int k = layers.size() - 1; k >= 0; k--) {
      BitMask mask = layers.get(k).mask(strip);
      if (taken != null) {
        mask.andNot(taken);
      }
      for (int w = 0; w < windows.size(); w++) {
        counts.get(w)[k] = mask.count(windows.get(w).shift(-strip.x(), -strip.y()));
      }
      if (k > 0) {
        if (taken == null) {
          taken = mask;
        } else {
          taken.or(mask);
        }
      }
    }
    return counts;
  }

  /**
   * The share of one window that belongs to each class.
   *
   * @param window in pixels, not empty
   * @return by class name, every class of the document, also those with share 0; together at most 1
   */
  public SortedMap<String, Double> of(PixelRect window) {
    long[] pixels = pixels(window, List.of(window)).get(0);
    SortedMap<String, Double> shares = new TreeMap<>();
    SortedMap<String, Long> sums = new TreeMap<>();
    for (int k = 0; k < pixels.length; k++) {
      sums.merge(names.get(k), pixels[k], Long::sum);
    }
    sums.forEach((name, sum) -> shares.put(name, (double) sum / window.area()));
    return Collections.unmodifiableSortedMap(shares);
  }
}
