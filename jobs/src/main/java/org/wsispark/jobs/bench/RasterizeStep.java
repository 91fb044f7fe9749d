package org.wsispark.jobs.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.LayerMasks;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.ExactRasterizer;

/**
 * The whole mask of an annotation in tiles of 4096 px, each forgotten after its pixels were
 * counted. Reading the XML is preparation, as it is for the peers; sorting the edges is not.
 *
 * @param downsample level-0 px per mask px
 */
record RasterizeStep(int downsample) implements BenchStep {
  private static final int TILE_PX = 4_096;
  private static final double MEGA = 1e6;

  @Override
  public Measured run(List<Path> slides, int threads, Path scratch) {
    Layer layer = AnnotationWork.read(slides).layers().get(0);
    PixelRect all =
        new PixelRect(
            0,
            0,
            AnnotationWork.SLIDE.width() / downsample,
            AnnotationWork.SLIDE.height() / downsample);
    int columns = (all.width() + TILE_PX - 1) / TILE_PX;
    int rows = (all.height() + TILE_PX - 1) / TILE_PX;
    Stopwatch watch = new Stopwatch();
    ExactRasterizer mask = LayerMasks.rasterizer(layer, Downsample.of(downsample));
    long foreground =
        Workers.sum(
            threads,
            IntStream.range(0, rows * columns)
                .mapToObj(
                    tile ->
                        new PixelRect(
                                tile % columns * TILE_PX,
                                tile / columns * TILE_PX,
                                TILE_PX,
                                TILE_PX)
                            .intersect(all))
                .toList(),
            tile -> mask.mask(tile).count());
    Measured measured = watch.stop(all.area() / MEGA);
    if (foreground == 0) {
      throw WsiException.of(BenchError.NO_RESULT, "the mask is empty");
    }
    return measured;
  }
}
