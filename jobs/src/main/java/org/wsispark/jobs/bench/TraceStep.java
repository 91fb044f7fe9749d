package org.wsispark.jobs.bench;

import java.nio.file.Path;
import java.util.List;
import org.wsispark.annotation.LayerMasks;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.ContourTracer;
import org.wsispark.raster.Outlines;

/** The outlines of the whole mask at downsample 4, holes and islands included, in one thread. */
final class TraceStep implements BenchStep {
  private static final int DOWNSAMPLE = 4;
  private static final double MEGA = 1e6;

  @Override
  public Measured run(List<Path> slides, int threads, Path scratch) {
    Downsample downsample = Downsample.of(DOWNSAMPLE);
    PixelRect all =
        new PixelRect(
            0,
            0,
            AnnotationWork.SLIDE.width() / DOWNSAMPLE,
            AnnotationWork.SLIDE.height() / DOWNSAMPLE);
    BitMask mask =
        LayerMasks.rasterize(AnnotationWork.read(slides).layers().get(0), downsample, all);
    Stopwatch watch = new Stopwatch();
    Outlines outlines = ContourTracer.trace(mask, downsample, 0, 0);
    Measured measured = watch.stop(all.area() / MEGA);
    if (outlines.positive().isEmpty()) {
      throw WsiException.of(BenchError.NO_RESULT, "nothing was outlined");
    }
    return measured;
  }
}
