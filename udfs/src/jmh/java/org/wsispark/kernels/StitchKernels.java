package org.wsispark.kernels;

import java.util.SplittableRandom;
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
import org.wsispark.inference.BlockAccumulator;
import org.wsispark.inference.BlockGrid;
import org.wsispark.inference.BlockSums;
import org.wsispark.inference.ModelSource;
import org.wsispark.inference.Window;
import org.wsispark.inference.WindowGrid;

/** All windows that one inner block of the built-in model owns, summed up and finished. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StitchKernels {
  private static final int FRAME_PX = 38_880;

  private BlockGrid blocks;
  private int block;
  private float[] probabilities;

  /** Makes the grid and one window's probabilities. */
  @Setup
  public void make() {
    WindowGrid windows =
        WindowGrid.of(ModelSource.open("hematoxylin-density").card(), FRAME_PX, FRAME_PX);
    blocks = BlockGrid.of(windows);
    block = blocks.columns() + 1;
    SplittableRandom random = new SplittableRandom(20260101);
    probabilities = new float[windows.sidePx() * windows.sidePx()];
    for (int k = 0; k < probabilities.length; k++) {
      probabilities[k] = (float) random.nextDouble();
    }
  }

  /** Weights, int64 sums, borders. */
  @Benchmark
  public BlockSums stitch() {
    BlockAccumulator sums = new BlockAccumulator(blocks, block, 1);
    for (Window window : blocks.windowsOf(block)) {
      sums.add(window, probabilities, 0);
    }
    return sums.finish();
  }
}
