package org.wsispark.jobs.rasterize;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.slide.SlideInfo;

/** Makes the mask file of one slide and one document. */
public final class SlideRasterizer {
  private SlideRasterizer() {}

  /**
   * Writes the mask.
   *
   * @param slide where the document lies on
   * @param document its layers
   * @param layerId one layer as 0 and 1, or null for the n-th layer as value n
   * @param downsample level-0 px per mask px; see {@link MaskGrid#of}
   * @param out the TIFF; its folder exists
   */
  public static Rasterized rasterize(
      SlideInfo slide, AnnotationDocument document, String layerId, int downsample, Path out) {
    LayerStack layers =
        layerId == null ? LayerStack.all(document) : LayerStack.only(document, layerId);
    MaskGrid grid = MaskGrid.of(slide, downsample);
    long[] counts = MaskTiff.write(layers, grid, out);
    Map<String, Long> pixels = new LinkedHashMap<>();
    for (int k = 0; k < layers.layers().size(); k++) {
      pixels.put((k + 1) + " " + layers.layers().get(k).className(), counts[k + 1]);
    }
    return new Rasterized(grid.width(), grid.height(), pixels);
  }

  /**
   * What was written.
   *
   * @param width px of the mask
   * @param height px of the mask
   * @param pixels per value and class, in order of the values
   */
  public record Rasterized(int width, int height, Map<String, Long> pixels) {}
}
