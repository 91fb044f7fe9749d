package org.wsispark.jobs.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.MaskAnnotations;
import org.wsispark.annotation.NamedAttribute;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.Mpp;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.ContourTracer;
import org.wsispark.raster.SmallParts;

/**
 * The masks of one slide's classes on the output grid, and the annotation that outlines them
 * exactly.
 *
 * @param classes names, in order
 * @param masks one per class, all of the whole output grid
 * @param downsample level-0 px per px of the masks
 */
record ClassMasks(List<String> classes, List<BitMask> masks, Downsample downsample) {
  /** Colours that stand apart on H&amp;E: green, yellow, cyan, blue, magenta, red. */
  private static final List<Integer> PALETTE =
      List.of(
          Layer.lineColor(0, 255, 0),
          Layer.lineColor(255, 255, 0),
          Layer.lineColor(0, 255, 255),
          Layer.lineColor(0, 0, 255),
          Layer.lineColor(255, 0, 255),
          Layer.lineColor(255, 0, 0));

  /** Without small components and holes; areas in um2 are turned into pixels of the masks. */
  ClassMasks cleaned(double minAreaUm2, double minHoleUm2, double maskMpp) {
    double pixelUm2 = maskMpp * maskMpp;
    long object = (long) Math.ceil(minAreaUm2 / pixelUm2);
    long hole = (long) Math.ceil(minHoleUm2 / pixelUm2);
    return new ClassMasks(
        classes,
        masks.stream().map(mask -> SmallParts.remove(mask, object, hole)).toList(),
        downsample);
  }

  /** One layer per class; holes are regions with NegativeROA. */
  AnnotationDocument document(Mpp slideMpp, String predictionId) {
    List<Layer> layers = new ArrayList<>();
    for (int k = 0; k < classes.size(); k++) {
      Layer layer =
          MaskAnnotations.layer(
              k + 1,
              classes.get(k),
              PALETTE.get(k % PALETTE.size()),
              ContourTracer.trace(masks.get(k), downsample, 0, 0));
      layers.add(
          new Layer(
              layer.id(),
              layer.name(),
              layer.type(),
              layer.lineColor(),
              layer.fields(),
              List.of(new NamedAttribute("PredictionId", "0", predictionId)),
              layer.headers(),
              layer.regions(),
              layer.foreign()));
    }
    return new AnnotationDocument(Optional.of(slideMpp), layers);
  }
}
