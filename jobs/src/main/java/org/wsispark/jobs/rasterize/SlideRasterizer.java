package org.wsispark.jobs.rasterize;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.OrphanPolicy;
import org.wsispark.annotation.Region;
import org.wsispark.annotation.classes.ClassSet;
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
   * @param drawn its layers
   * @param wanted rule, layer and downsample
   * @param out the TIFF; its folder exists
   */
  public static Rasterized rasterize(
      SlideInfo slide, AnnotationDocument drawn, Wanted wanted, Path out) {
    AnnotationDocument document = wanted.orphans().apply(drawn);
    MaskGrid grid = RuleMasks.grid(wanted.rule(), slide, wanted.downsample());
    RuleMask mask = mask(wanted, document, slide, grid);
    long[] counts = MaskTiff.write(mask, wanted.rule().text(), grid, out);
    Map<String, Long> pixels = new LinkedHashMap<>();
    mask.names().forEach((value, name) -> pixels.put(value + " " + name, counts[value]));
    return new Rasterized(grid.width(), grid.height(), pixels, orphanNames(drawn, wanted));
  }

  /**
   * Which mask.
   *
   * @param rule which pixels belong to a layer
   * @param layerIdOrNull one layer as 0 and 1, or null for all
   * @param downsample level-0 px per mask px; see {@link MaskGrid#of}
   * @param orphans what becomes of negatives that touch no positive region
   * @param classesOrNull values by class, under the rule exact; null for the n-th layer as value n
   */
  public record Wanted(
      MaskRule rule,
      String layerIdOrNull,
      int downsample,
      OrphanPolicy orphans,
      ClassSet classesOrNull) {}

  /** The mask of a document, by layer or by class. */
  static RuleMask mask(Wanted wanted, AnnotationDocument document, SlideInfo slide, MaskGrid grid) {
    return wanted.classesOrNull() == null
        ? RuleMasks.of(
            wanted.rule(), document, wanted.layerIdOrNull(), slide.levels().get(0).bounds(), grid)
        : RuleMasks.byClass(wanted.classesOrNull(), document);
  }

  /** How many orphan negatives a document has. */
  static long orphans(AnnotationDocument document) {
    return document.layers().stream().mapToLong(l -> OrphanPolicy.orphans(l).size()).sum();
  }

  /**
   * What was written.
   *
   * @param width px of the mask
   * @param height px of the mask
   * @param pixels per value and class, in order of the values
   * @param orphans orphan negatives by layer and region, named when the policy says warn
   */
  public record Rasterized(int width, int height, Map<String, Long> pixels, List<String> orphans) {}

  private static List<String> orphanNames(AnnotationDocument document, Wanted wanted) {
    List<String> names = new ArrayList<>();
    if (wanted.orphans() == OrphanPolicy.WARN) {
      for (Layer layer : document.layers()) {
        for (Region region : OrphanPolicy.orphans(layer)) {
          names.add("layer " + layer.id() + ", region " + region.id());
        }
      }
    }
    return names;
  }
}
