package org.wsispark.patch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.LayerMasks;
import org.wsispark.annotation.classes.ClassRule;
import org.wsispark.annotation.classes.ClassSet;
import org.wsispark.annotation.classes.ClassSet.ClassifiedLayer;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.ExactRasterizer;

/**
 * How many pixels of windows belong to each class of a document, by the rule exact; where layers
 * overlap the later one wins. Windows of one strip are counted together, so an outline is looked at
 * once and not once per window. Immutable; any number of threads may ask.
 */
public final class LabelFractions {
  private final List<String> names;
  private final List<Painted> layers;

  /** A layer as it is painted over those before it. */
  private record Painted(int value, ExactRasterizer outlines) {}

  /**
   * Prepares a document, each layer as a class of its own.
   *
   * @param document its layers, later ones win
   * @param downsample level-0 pixels per pixel of the windows
   */
  public LabelFractions(AnnotationDocument document, Downsample downsample) {
    this.names = document.layers().stream().map(Layer::className).toList();
    this.layers = new ArrayList<>();
    for (Layer layer : document.layers()) {
      layers.add(new Painted(layers.size() + 1, LayerMasks.rasterizer(layer, downsample)));
    }
  }

  /**
   * Prepares a document with the classes of a set.
   *
   * @param set later classes win
   * @param document layers that no class takes are left out, if the set allows it
   * @param downsample level-0 pixels per pixel of the windows
   * @throws org.wsispark.errors.WsiException {@link
   *     org.wsispark.annotation.classes.ClassesError#UNMATCHED_LAYER} when the set refuses a layer
   */
  public LabelFractions(ClassSet set, AnnotationDocument document, Downsample downsample) {
    this.names = set.classes().stream().map(ClassRule::name).toList();
    this.layers = new ArrayList<>();
    for (ClassifiedLayer layer : set.classified(document).layers()) {
      layers.add(new Painted(layer.value(), LayerMasks.rasterizer(layer.layer(), downsample)));
    }
  }

  /**
   * The pixels of each class in windows that lie in one strip.
   *
   * @param strip the rectangle that is rasterized, in pixels
   * @param windows inside the strip
   * @return one array per window, one count per class
   */
  public List<long[]> pixels(PixelRect strip, List<PixelRect> windows) {
    return count(strip, windows, strip, new int[windows.size()]).stream()
        .map(counts -> Arrays.copyOfRange(counts, 1, counts.length))
        .toList();
  }

  /**
   * The classes of windows that lie in one strip.
   *
   * @param strip the rectangle that is rasterized, in pixels
   * @param windows inside the strip
   * @param inside what lies outside of this, in pixels, has no class
   * @return one per window
   */
  public List<ClassCounts> classes(PixelRect strip, List<PixelRect> windows, PixelRect inside) {
    int[] centres = new int[windows.size()];
    List<long[]> counts = count(strip, windows, inside, centres);
    List<ClassCounts> classes = new ArrayList<>();
    for (int w = 0; w < centres.length; w++) {
      classes.add(new ClassCounts(names, counts.get(w), centres[w]));
    }
    return classes;
  }

  /** Pixels of value n at n for each window; sets the value of each window's middle pixel. */
  private List<long[]> count(
      PixelRect strip, List<PixelRect> windows, PixelRect inside, int[] centres) {
    List<long[]> counts = new ArrayList<>();
    for (PixelRect window : windows) {
      long[] none = new long[names.size() + 1];
      none[0] = window.area();
      counts.add(none);
    }
    BitMask taken = null;
    for (int k = layers.size() - 1; k >= 0; k--) {
      int value = layers.get(k).value();
      BitMask mask = layers.get(k).outlines().mask(strip);
      if (taken != null) {
        mask.andNot(taken);
      }
      for (int w = 0; w < centres.length; w++) {
        PixelRect window = windows.get(w);
        PixelRect part = window.intersect(inside);
        if (part.isEmpty()) {
          continue;
        }
        long pixels = mask.count(part.shift(-strip.x(), -strip.y()));
        counts.get(w)[value] += pixels;
        counts.get(w)[0] -= pixels;
        int x = window.x() + window.width() / 2;
        int y = window.y() + window.height() / 2;
        if (pixels > 0
            && part.contains(new PixelRect(x, y, 1, 1))
            && mask.get(x - strip.x(), y - strip.y())) {
          centres[w] = value;
        }
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
    return classes(window, List.of(window), window).get(0).fractions();
  }
}
