package org.wsispark.jobs.rasterize;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.mask.MaskGrid;
import org.wsispark.annotation.mask.MaskRule;
import org.wsispark.annotation.mask.RuleMask;
import org.wsispark.annotation.mask.RuleMasks;
import org.wsispark.slide.SlideInfo;

/** Makes the mask file of one slide and one document. */
public final class SlideRasterizer {
  private SlideRasterizer() {}

  /**
   * Writes the mask.
   *
   * @param slide where the document lies on
   * @param document its layers
   * @param wanted rule, layer and downsample
   * @param out the TIFF; its folder exists
   */
  public static Rasterized rasterize(
      SlideInfo slide, AnnotationDocument document, Wanted wanted, Path out) {
    MaskGrid grid = RuleMasks.grid(wanted.rule(), slide, wanted.downsample());
    RuleMask mask =
        RuleMasks.of(
            wanted.rule(), document, wanted.layerIdOrNull(), slide.levels().get(0).bounds(), grid);
    long[] counts = MaskTiff.write(mask, wanted.rule().text(), grid, out);
    Map<String, Long> pixels = new LinkedHashMap<>();
    mask.names().forEach((value, name) -> pixels.put(value + " " + name, counts[value]));
    return new Rasterized(grid.width(), grid.height(), pixels);
  }

  /**
   * Which mask.
   *
   * @param rule which pixels belong to a layer
   * @param layerIdOrNull one layer as 0 and 1, or null for all
   * @param downsample level-0 px per mask px; see {@link MaskGrid#of}
   */
  public record Wanted(MaskRule rule, String layerIdOrNull, int downsample) {}

  /**
   * What was written.
   *
   * @param width px of the mask
   * @param height px of the mask
   * @param pixels per value and class, in order of the values
   */
  public record Rasterized(int width, int height, Map<String, Long> pixels) {}
}
