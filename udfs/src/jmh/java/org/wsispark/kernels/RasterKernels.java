package org.wsispark.kernels;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Rational;
import org.wsispark.geometry.Ring;
import org.wsispark.raster.AreaResampler;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.ContourTracer;
import org.wsispark.raster.ExactRasterizer;
import org.wsispark.raster.LanczosResampler;
import org.wsispark.raster.Outlines;
import org.wsispark.raster.RgbImage;

/**
 * Masks of 4,096 x 4,096 px from an outline of 20,000 vertices with a hole of 2,000 and back, and a
 * picture of 1,024 x 1,024 px resampled by 5/2.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RasterKernels {
  private static final PixelRect WINDOW = new PixelRect(0, 0, 4096, 4096);
  private static final PixelRect SOURCE = new PixelRect(0, 0, 1024, 1024);
  private static final PixelRect TARGET = new PixelRect(0, 0, 409, 409);

  private final AreaResampler resampler =
      new AreaResampler(new Downsample(new Rational(5, 2), new Rational(5, 2)));
  private final LanczosResampler sharper =
      new LanczosResampler(
          new Downsample(new Rational(5, 2), new Rational(5, 2)), SOURCE.width(), SOURCE.height());
  private List<Ring> outer;
  private List<Ring> holes;
  private BitMask mask;
  private RgbImage picture;

  /** Makes outlines, mask and picture. */
  @Setup
  public void make() {
    outer = List.of(Pictures.outline(2048, 2048, 1500, 20_000, 1));
    holes = List.of(Pictures.outline(2048, 2048, 500, 2_000, 2));
    mask = rasterize();
    picture = Pictures.tissue(SOURCE.width(), SOURCE.height());
  }

  /** Outlines to mask by the rule exact. */
  @Benchmark
  public BitMask rasterize() {
    return ExactRasterizer.rasterize(outer, holes, Downsample.NONE, WINDOW);
  }

  /** Mask to outlines. */
  @Benchmark
  public Outlines trace() {
    return ContourTracer.trace(mask, Downsample.NONE, 0, 0);
  }

  /** Three lobes of Lanczos. */
  @Benchmark
  public RgbImage lanczos() {
    return sharper.resample(picture, SOURCE, TARGET);
  }

  /** Mean of areas. */
  @Benchmark
  public RgbImage resample() {
    return resampler.resample(picture, SOURCE, TARGET);
  }
}
