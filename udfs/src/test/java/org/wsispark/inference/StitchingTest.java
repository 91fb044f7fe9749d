package org.wsispark.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wsispark.geometry.PixelRect;

class StitchingTest {

  static IntStream seeds() {
    return IntStream.range(0, 40);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void equalsTheWholeImageOracle(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int down = 1 << random.nextInt(3);
    int stride = down * (1 + random.nextInt(9));
    int window = stride + 2 * down * random.nextInt(10);
    int longest = 12 * stride;
    WindowGrid grid =
        new WindowGrid(
            1 + random.nextInt(longest), 1 + random.nextInt(longest), window, stride, down);
    BlockGrid blocks = new BlockGrid(grid, 1 + random.nextInt(5));
    int classes = 1 + random.nextInt(3);
    double share = List.of(0.1, 0.6, 1.0).get(random.nextInt(3));
    Predicate<Window> wanted = w -> random(seed, w).nextDouble() < share;
    Function<Window, float[]> prediction = w -> prediction(seed, w, classes, grid.sidePx());
    int[][][] truth = StitchOracle.stitch(grid, classes, wanted, prediction);
    Map<Integer, StitchedBlock> stitched =
        new Stitcher(blocks, classes, seed).stitch(wanted, prediction);
    assertSame("seed " + seed + ", " + blocks, blocks, truth, stitched);
  }

  @Test
  void blocksOfAnySizeGiveTheSamePicture() {
    WindowGrid grid = new WindowGrid(203, 117, 32, 16, 2);
    Function<Window, float[]> prediction = w -> prediction(7, w, 2, grid.sidePx());
    int[][][] truth = StitchOracle.stitch(grid, 2, w -> true, prediction);
    for (int cells : new int[] {1, 2, 3, 8, 100}) {
      BlockGrid blocks = new BlockGrid(grid, cells);
      assertSame(
          blocks.toString(),
          blocks,
          truth,
          new Stitcher(blocks, 2, cells).stitch(w -> true, prediction));
    }
    assertThat(new BlockGrid(grid, 100).count()).isEqualTo(1);
  }

  @Test
  void aConstantStaysThatConstantOverEverySeam() {
    WindowGrid grid = new WindowGrid(333, 271, 48, 16, 4);
    BlockGrid blocks = new BlockGrid(grid, 3);
    for (float constant : new float[] {0, 1 / 3f, 0.5f, 0.999f, 1}) {
      float[] values = new float[grid.sidePx() * grid.sidePx()];
      Arrays.fill(values, constant);
      Map<Integer, StitchedBlock> stitched =
          new Stitcher(blocks, 1, 3).stitch(w -> true, w -> values);
      assertThat(stitched).hasSize(blocks.count());
      short expected = (short) Math.round(constant * 65535.0);
      for (StitchedBlock block : stitched.values()) {
        assertThat(block.values()).containsOnly(expected);
        assertThat(block.covered().count()).isEqualTo(block.rect().area());
      }
    }
  }

  @Test
  void aWindowAloneReachesItsNeighboursAndNothingElse() {
    WindowGrid grid = new WindowGrid(400, 400, 40, 20, 2);
    BlockGrid blocks = new BlockGrid(grid, 5);
    Window corner = new Window(5, 5);
    float[] values = new float[20 * 20];
    Arrays.fill(values, 1);
    Map<Integer, StitchedBlock> stitched =
        new Stitcher(blocks, 1, 1).stitch(corner::equals, w -> values);
    assertThat(stitched.keySet()).containsExactlyInAnyOrder(0, 1, 4, 5);
    assertThat(stitched.values().stream().mapToLong(b -> b.covered().count()).sum())
        .isEqualTo(20 * 20);
    assertThat(blocks.ownerOf(corner)).isEqualTo(5);
  }

  @Test
  void onlyBordersAreExchanged() {
    WindowGrid grid = new WindowGrid(10_000, 9_000, 512, 256, 4);
    BlockGrid blocks = BlockGrid.of(grid);
    int block = blocks.columns() + 1;
    BlockAccumulator sums = new BlockAccumulator(blocks, block, 1);
    float[] values = prediction(1, new Window(0, 0), 1, grid.sidePx());
    blocks.windowsOf(block).forEach(w -> sums.add(w, values, 0));
    BlockSums result = sums.finish();
    assertThat(blocks.area(block)).isEqualTo(new PixelRect(512, 512, 512, 512));
    assertThat(result.interior().orElseThrow().rect()).isEqualTo(new PixelRect(544, 544, 448, 448));
    assertThat(result.borders()).hasSize(4 + 8);
    long exchanged = result.borders().stream().mapToLong(b -> b.rect().area()).sum();
    assertThat(exchanged).isEqualTo(576 * 576 - 448 * 448);
  }

  @Test
  void refusesWhatBelongsElsewhere() {
    BlockGrid blocks = new BlockGrid(new WindowGrid(100, 100, 20, 10, 1), 2);
    BlockAccumulator sums = new BlockAccumulator(blocks, 0, 1);
    float[] values = new float[400];
    assertThatThrownBy(() -> sums.add(new Window(2, 0), values, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not owned by block 0");
    sums.add(new Window(1, 1), values, 0);
    List<BorderSums> borders = sums.finish().borders();
    BorderSums own = borders.stream().filter(b -> b.target() == 0).findFirst().orElseThrow();
    assertThatThrownBy(() -> BlockMerge.merge(blocks, 0, 1, Optional.empty(), List.of(own, own)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("comes twice");
    assertThatThrownBy(() -> BlockMerge.merge(blocks, 1, 1, Optional.empty(), List.of(own)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BlockMerge.merge(blocks, 0, 2, Optional.empty(), List.of(own)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(BlockMerge.merge(blocks, 0, 1, Optional.empty(), List.of())).isEmpty();
  }

  @Test
  void aValueThatIsNoProbabilityNamesItsWindow() {
    BlockGrid blocks = new BlockGrid(new WindowGrid(40, 40, 20, 10, 1), 2);
    BlockAccumulator sums = new BlockAccumulator(blocks, 3, 1);
    float[] values = new float[400];
    values[0] = Float.NaN;
    assertThatThrownBy(() -> sums.add(new Window(2, 3), values, 0))
        .hasMessageContaining("BAD_MODEL_OUTPUT")
        .hasMessageContaining("window column 2, row 3");
  }

  private static void assertSame(
      String what, BlockGrid blocks, int[][][] truth, Map<Integer, StitchedBlock> stitched) {
    long reached = 0;
    long seen = 0;
    for (int block = 0; block < blocks.count(); block++) {
      StitchedBlock actual = stitched.get(block);
      PixelRect area = blocks.area(block);
      for (int y = area.y(); y < area.bottom(); y++) {
        for (int x = area.x(); x < area.right(); x++) {
          seen++;
          boolean covered = actual != null && actual.covered().get(x - area.x(), y - area.y());
          reached += covered ? 1 : 0;
          for (int label = 0; label < truth.length; label++) {
            int value = covered ? actual.value(label, x, y) : StitchOracle.UNREACHED;
            if (value != truth[label][y][x]) {
              throw new AssertionError(
                  what
                      + ": class %d at (%d, %d) in block %d is %d, truth %d"
                          .formatted(label, x, y, block, value, truth[label][y][x]));
            }
          }
        }
      }
    }
    assertThat(seen).as(what).isEqualTo((long) truth[0].length * truth[0][0].length);
    long wanted =
        Arrays.stream(truth[0])
            .flatMapToInt(Arrays::stream)
            .filter(v -> v != StitchOracle.UNREACHED)
            .count();
    assertThat(reached).as(what).isEqualTo(wanted);
  }

  private static SplittableRandom random(long seed, Window window) {
    return new SplittableRandom(seed * 1_000_003 + window.row() * 1_009L + window.column());
  }

  private static float[] prediction(long seed, Window window, int classes, int side) {
    SplittableRandom random = random(~seed, window);
    float[] values = new float[classes * side * side];
    for (int k = 0; k < values.length; k++) {
      int kind = random.nextInt(10);
      values[k] = kind == 0 ? 0 : kind == 1 ? 1 : (float) random.nextDouble();
    }
    return values;
  }
}
