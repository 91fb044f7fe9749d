package org.wsispark.jobs.rasterize;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.LayerMasks;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.ExactRasterizer;

/**
 * The layers of one document as values of one mask: the n-th layer is value n, later layers win.
 *
 * @param layers in order of their values, from 1
 */
record LayerStack(List<Layer> layers) {
  private static final int LARGEST_VALUE = 255;

  /** All layers of a document. */
  static LayerStack all(AnnotationDocument document) {
    if (document.layers().size() > LARGEST_VALUE) {
      throw WsiException.of(
              RasterizeError.TOO_MANY_LAYERS,
              "%d layers do not fit into 8 bits",
              document.layers().size())
          .remedy("Take one layer with --layer ID");
    }
    return new LayerStack(document.layers());
  }

  /** One layer, as value 1. */
  static LayerStack only(AnnotationDocument document, String layerId) {
    return new LayerStack(
        List.of(
            document
                .layer(layerId)
                .orElseThrow(
                    () ->
                        WsiException.of(
                                RasterizeError.NO_SUCH_LAYER, "there is no layer %s", layerId)
                            .remedy(
                                "Layers: "
                                    + document.layers().stream()
                                        .map(layer -> layer.id() + " (" + layer.className() + ")")
                                        .collect(Collectors.joining(", "))))));
  }

  /** Masks of a grid's rectangles, values row by row. */
  Function<PixelRect, byte[]> on(MaskGrid grid) {
    List<ExactRasterizer> masks =
        layers.stream().map(layer -> LayerMasks.rasterizer(layer, grid.downsample())).toList();
    return window -> values(masks, window);
  }

  private static byte[] values(List<ExactRasterizer> masks, PixelRect window) {
    byte[] values = new byte[window.width() * window.height()];
    for (int k = 0; k < masks.size(); k++) {
      BitMask mask = masks.get(k).mask(window);
      for (int y = 0; y < window.height(); y++) {
        int from = mask.next(y, 0, true);
        while (from < window.width()) {
          int to = mask.next(y, from, false);
          Arrays.fill(values, y * window.width() + from, y * window.width() + to, (byte) (k + 1));
          from = mask.next(y, to, true);
        }
      }
    }
    return values;
  }
}
