package org.wsispark.annotation.mask;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wsispark.annotation.LayerMasks;
import org.wsispark.annotation.classes.ClassSet;
import org.wsispark.annotation.classes.ClassSet.ClassifiedLayer;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.ExactRasterizer;

/**
 * Layers as values of one mask by the rule exact, numbered by a set of classes: a class is the
 * union of its layers, each of them without its own negative regions; later classes win.
 */
final class ClassStack implements RuleMask {
  private final ClassSet set;
  private final List<ClassifiedLayer> layers;

  ClassStack(ClassSet set, List<ClassifiedLayer> layers) {
    this.set = set;
    this.layers = List.copyOf(layers);
  }

  @Override
  public SortedMap<Integer, String> names() {
    SortedMap<Integer, String> names = new TreeMap<>();
    for (int k = 0; k < set.classes().size(); k++) {
      names.put(k + 1, set.classes().get(k).name());
    }
    return names;
  }

  @Override
  public ValueRaster on(MaskGrid grid) {
    List<ExactRasterizer> masks =
        layers.stream()
            .map(layer -> LayerMasks.rasterizer(layer.layer(), grid.downsample()))
            .toList();
    return window -> values(masks, window);
  }

  private byte[] values(List<ExactRasterizer> masks, PixelRect window) {
    byte[] values = WholePixels.none(window);
    for (int k = 0; k < masks.size(); k++) {
      Values.paint(values, window, masks.get(k).mask(window), window, layers.get(k).value());
    }
    return values;
  }
}
