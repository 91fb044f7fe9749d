package org.wsispark.annotation.mask;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.LayerMasks;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.ExactRasterizer;

/**
 * The layers of one document as values of one mask by the rule exact: the n-th layer is value n,
 * later layers win.
 */
final class LayerStack implements RuleMask {
  private static final int LARGEST_VALUE = 255;

  private final List<Layer> layers;

  LayerStack(List<Layer> layers) {
    this.layers = List.copyOf(layers);
  }

  /** All layers of a document. */
  static LayerStack all(AnnotationDocument document) {
    if (document.layers().size() > LARGEST_VALUE) {
      throw WsiException.of(
              MaskError.TOO_MANY_LAYERS,
              "%d layers do not fit into 8 bits",
              document.layers().size())
          .remedy("Number those that count with a class file, or take one with --layer ID");
    }
    return new LayerStack(document.layers());
  }

  @Override
  public SortedMap<Integer, String> names() {
    SortedMap<Integer, String> names = new TreeMap<>();
    for (int k = 0; k < layers.size(); k++) {
      names.put(k + 1, layers.get(k).className());
    }
    return names;
  }

  @Override
  public ValueRaster on(MaskGrid grid) {
    List<ExactRasterizer> masks =
        layers.stream().map(layer -> LayerMasks.rasterizer(layer, grid.downsample())).toList();
    return window -> values(masks, window);
  }

  private static byte[] values(List<ExactRasterizer> masks, PixelRect window) {
    byte[] values = WholePixels.none(window);
    for (int k = 0; k < masks.size(); k++) {
      Values.paint(values, window, masks.get(k).mask(window), window, k + 1);
    }
    return values;
  }
}
