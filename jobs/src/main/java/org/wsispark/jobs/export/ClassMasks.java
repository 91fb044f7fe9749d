package org.wsispark.jobs.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.MaskAnnotations;
import org.wsispark.annotation.NamedAttribute;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Ring;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.ContourTracer;
import org.wsispark.raster.ExactRasterizer;
import org.wsispark.raster.MaskOverlap;
import org.wsispark.raster.OutlineSimplifier;
import org.wsispark.raster.Outlines;
import org.wsispark.raster.SimplifiedOutlines;
import org.wsispark.raster.SmallParts;

/**
 * The masks of one slide's classes on the output grid, and the annotation that outlines them.
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

  /**
   * One layer per class; holes are regions with NegativeROA.
   *
   * @param toleranceUm how far a vertex that is left out may lie from the outline; 0 keeps all, so
   *     that the outlines give the masks again
   */
  ClassOutlines outlines(Mpp slideMpp, double toleranceUm, String predictionId) {
    List<Layer> layers = new ArrayList<>();
    MaskOverlap overlap = MaskOverlap.NONE;
    long traced = 0;
    long written = 0;
    for (int k = 0; k < classes.size(); k++) {
      BitMask mask = masks.get(k);
      SimplifiedOutlines outlines =
          toleranceUm == 0
              ? traced(mask)
              : OutlineSimplifier.simplify(
                  ContourTracer.polygons(mask, downsample, 0, 0), toleranceUm / slideMpp.umPerPx());
      layers.add(layer(k, outlines.outlines(), predictionId));
      overlap = overlap.plus(MaskOverlap.of(mask, rasterized(outlines.outlines(), mask)));
      traced += outlines.verticesBefore();
      written += outlines.verticesAfter();
    }
    return new ClassOutlines(
        new AnnotationDocument(Optional.of(slideMpp), layers), overlap, traced, written);
  }

  private SimplifiedOutlines traced(BitMask mask) {
    Outlines outlines = ContourTracer.trace(mask, downsample, 0, 0);
    long vertices =
        Stream.of(outlines.positive(), outlines.negative())
            .flatMap(List::stream)
            .mapToLong(Ring::size)
            .sum();
    return new SimplifiedOutlines(outlines, vertices, vertices);
  }

  private BitMask rasterized(Outlines outlines, BitMask like) {
    return ExactRasterizer.rasterize(
        outlines.positive(),
        outlines.negative(),
        downsample,
        new PixelRect(0, 0, like.width(), like.height()));
  }

  private Layer layer(int k, Outlines outlines, String predictionId) {
    Layer layer =
        MaskAnnotations.layer(k + 1, classes.get(k), PALETTE.get(k % PALETTE.size()), outlines);
    return new Layer(
        layer.id(),
        layer.name(),
        layer.type(),
        layer.lineColor(),
        layer.fields(),
        List.of(new NamedAttribute("PredictionId", "0", predictionId)),
        layer.headers(),
        layer.regions(),
        layer.foreign());
  }
}
