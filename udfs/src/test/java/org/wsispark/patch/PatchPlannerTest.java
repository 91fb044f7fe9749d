package org.wsispark.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.TileGrid;
import org.wsispark.patch.PatchPlan.Partition;
import org.wsispark.patch.PatchPlan.SlidePart;
import org.wsispark.raster.BitMask;
import org.wsispark.slide.ByteHistogram;
import org.wsispark.slide.ReadFrame;
import org.wsispark.slide.SlideLevel;

class PatchPlannerTest {
  private static final Mpp MPP = new Mpp(0.499);

  private static SlideLevel level(int width, int height, int tile, long[] tileBytes) {
    TileGrid tiles = new TileGrid(width, height, tile, tile);
    return new SlideLevel(
        0, width, height, Downsample.NONE, tiles, "JPEG", ByteHistogram.of(tiles, tileBytes));
  }

  private static PatchGrid grid(SlideLevel level, int size, int stride) {
    return new PatchGrid(ReadFrame.atLevel(List.of(level), 0, MPP), size, stride);
  }

  /** A slide of random size with random tiles; half of them with a random selection of patches. */
  private static SlideWork randomSlide(String id, SplittableRandom random, int largestPx) {
    int width = random.nextInt(1, largestPx);
    int height = random.nextInt(1, largestPx);
    TileGrid tiles = new TileGrid(width, height, 240, 240);
    long[] bytes = new long[(int) tiles.count()];
    for (int k = 0; k < bytes.length; k++) {
      bytes[k] = random.nextInt(3) == 0 ? random.nextLong(60_000) : random.nextLong(900);
    }
    SlideLevel level = level(width, height, 240, bytes);
    int size = random.nextInt(100, 600);
    PatchGrid grid = grid(level, size, random.nextInt(size / 2, size * 2));
    if (random.nextBoolean()) {
      return SlideWork.of(id, grid, level, Optional.empty());
    }
    BitMask selection = new BitMask(grid.columns(), grid.rows());
    for (int row = 0; row < grid.rows(); row++) {
      int from = random.nextInt(grid.columns() + 1);
      selection.setRow(row, from, from + random.nextInt(8), true);
    }
    return SlideWork.of(id, grid, level, Optional.of(selection));
  }

  private static List<SlideWork> randomCatalogue(long seed, int slides, int largestPx) {
    SplittableRandom random = new SplittableRandom(seed);
    List<SlideWork> works = new ArrayList<>();
    for (int k = 0; k < slides; k++) {
      works.add(randomSlide("slide-" + k, random, largestPx));
    }
    return works;
  }

  @Test
  void everyWantedPatchIsInExactlyOnePartition() {
    for (long seed = 0; seed < 40; seed++) {
      List<SlideWork> works = randomCatalogue(seed, 12, 9_000);
      int partitions = new SplittableRandom(seed).nextInt(1, 60);
      PatchPlan plan = new PatchPlanner(PlanOptions.fixed(partitions)).plan(works);
      Map<String, BitMask> seen = new HashMap<>();
      works.forEach(
          work -> seen.put(work.slideId(), new BitMask(work.grid().columns(), work.grid().rows())));
      for (Partition partition : plan.partitions()) {
        Set<String> opened = new HashSet<>();
        for (SlidePart part : partition.slides()) {
          assertThat(opened.add(part.slideId())).as("a slide is opened once").isTrue();
          BitMask cells = seen.get(part.slideId());
          for (CellRange range : part.ranges()) {
            PixelRect rect =
                new PixelRect(range.column(), range.row(), range.columns(), range.rows());
            assertThat(cells.count(rect)).as("seed %d: planned twice", seed).isZero();
            for (int row = range.row(); row < range.bottom(); row++) {
              cells.setRow(row, range.column(), range.right(), true);
            }
          }
        }
      }
      long wanted = 0;
      for (SlideWork work : works) {
        wanted += work.patches();
        BitMask missing = new BitMask(work.grid().columns(), work.grid().rows());
        for (int row = 0; row < missing.height(); row++) {
          missing.setRow(row, 0, missing.width(), true);
        }
        work.selection().ifPresent(missing::and);
        missing.andNot(seen.get(work.slideId()));
        assertThat(missing.count()).as("seed %d, %s: not planned", seed, work.slideId()).isZero();
      }
      assertThat(plan.patches()).isEqualTo(wanted).isPositive();
    }
  }

  @Test
  void noPartitionExceedsTheMeanByMoreThanASixteenthAndOnePatch() {
    for (long seed = 100; seed < 140; seed++) {
      List<SlideWork> works = randomCatalogue(seed, 8, 12_000);
      int wanted = new SplittableRandom(seed).nextInt(2, 40);
      PatchPlan plan = new PatchPlanner(PlanOptions.fixed(wanted)).plan(works);
      long heaviestPatch = 0;
      for (SlideWork work : works) {
        for (int row = 0; row < work.grid().rows(); row++) {
          for (int column = 0; column < work.grid().columns(); column++) {
            heaviestPatch =
                Math.max(heaviestPatch, work.costs().bytes(new CellRange(column, row, 1, 1)));
          }
        }
      }
      double mean = (double) plan.bytes() / wanted;
      for (Partition partition : plan.partitions()) {
        // Rounding may add a byte for each row of a band.
        assertThat((double) partition.bytes())
            .as("seed %d, partition %d of %d", seed, partition.index(), wanted)
            .isLessThanOrEqualTo(mean * 1.0625 + 2 * heaviestPatch + 1_000);
      }
    }
  }

  @Test
  void doesNotDependOnTheOrderOfRows() {
    List<SlideWork> works = new ArrayList<>(randomCatalogue(7, 30, 6_000));
    PatchPlanner planner = new PatchPlanner(PlanOptions.fixed(17));
    PatchPlan plan = planner.plan(works);
    assertThat(plan.partitions()).hasSizeGreaterThan(10);
    for (long seed = 0; seed < 5; seed++) {
      Collections.shuffle(works, new Random(seed));
      assertThat(planner.plan(works)).as("shuffle %d", seed).isEqualTo(plan);
    }
  }

  /** The layout of bench/make_slide.py with 18 x 15 blocks: two ellipses of tissue on glass. */
  private static final class BenchSlide {
    static final int COLUMNS = 162;
    static final int ROWS = 180;
    final boolean[] tissue = new boolean[COLUMNS * ROWS];
    final long[] bytes = new long[COLUMNS * ROWS];

    BenchSlide() {
      SplittableRandom random = new SplittableRandom(20_26);
      for (int y = 0; y < ROWS; y++) {
        for (int x = 0; x < COLUMNS; x++) {
          int at = y * COLUMNS + x;
          tissue[at] =
              ellipse(x, y, 0.32, 0.50, 0.24, 0.38) || ellipse(x, y, 0.72, 0.55, 0.17, 0.30);
          bytes[at] = tissue[at] ? random.nextLong(6_000, 26_000) : 640;
        }
      }
    }

    private static boolean ellipse(int x, int y, double cx, double cy, double rx, double ry) {
      double u = (x - COLUMNS * cx) / (COLUMNS * rx);
      double v = (y - ROWS * cy) / (ROWS * ry);
      return u * u + v * v < 1;
    }

    SlideLevel level() {
      return PatchPlannerTest.level(38_880, 43_200, 240, bytes);
    }

    /** Patches whose centre lies on tissue. */
    BitMask selection(PatchGrid grid) {
      BitMask cells = new BitMask(grid.columns(), grid.rows());
      for (int row = 0; row < grid.rows(); row++) {
        for (int column = 0; column < grid.columns(); column++) {
          PixelRect rect = grid.frameRect(column, row);
          int tile = (rect.y() + 128) / 240 * COLUMNS + (rect.x() + 128) / 240;
          cells.set(column, row, tissue[tile]);
        }
      }
      return cells;
    }

    /** The bytes of the tiles a task really has to decode, each once. */
    long bytesOf(Partition partition, PatchGrid grid, BitMask selection) {
      Set<Integer> tiles = new HashSet<>();
      for (CellRange range : partition.slides().get(0).ranges()) {
        for (int row = range.row(); row < range.bottom(); row++) {
          for (int column = range.column(); column < range.right(); column++) {
            if (selection.get(column, row)) {
              PixelRect rect = grid.frameRect(column, row);
              for (int y = rect.y() / 240; y <= (rect.bottom() - 1) / 240; y++) {
                for (int x = rect.x() / 240; x <= (rect.right() - 1) / 240; x++) {
                  tiles.add(y * COLUMNS + x);
                }
              }
            }
          }
        }
      }
      return tiles.stream().mapToLong(tile -> bytes[tile]).sum();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8, 16, 64})
  void oneLargeSlideKeepsAllCoresEvenlyBusy(int cores) {
    BenchSlide slide = new BenchSlide();
    PatchGrid grid = grid(slide.level(), 256, 256);
    BitMask selection = slide.selection(grid);
    SlideWork work = SlideWork.of("bench", grid, slide.level(), Optional.of(selection));
    PatchPlan plan = new PatchPlanner(PlanOptions.forCores(cores)).plan(List.of(work));
    assertThat(plan.partitions()).hasSizeGreaterThanOrEqualTo(2 * cores);
    assertThat(plan.patches()).isEqualTo(selection.count()).isGreaterThan(10_000);
    assertThat(plan.imbalance()).isLessThanOrEqualTo(1.2);
    long most = 0;
    long sum = 0;
    for (Partition partition : plan.partitions()) {
      long bytes = slide.bytesOf(partition, grid, selection);
      most = Math.max(most, bytes);
      sum += bytes;
    }
    double imbalance = (double) most * plan.partitions().size() / sum;
    // Patches of 256 px share tiles of 240 px with the next task's. Where tasks are only a few
    // rows of patches high, one tile row more or less is a tenth of a task by itself.
    assertThat(imbalance)
        .as("of the tiles really decoded")
        .isLessThanOrEqualTo(cores <= 4 ? 1.2 : 1.35);
  }

  @Test
  void aGiantAmongSmallSlidesDoesNotSerialize() {
    BenchSlide giant = new BenchSlide();
    PatchGrid grid = grid(giant.level(), 256, 256);
    List<SlideWork> works = new ArrayList<>(randomCatalogue(3, 200, 1_500));
    works.add(SlideWork.of("giant", grid, giant.level(), Optional.empty()));
    PatchPlan plan = new PatchPlanner(PlanOptions.forCores(8)).plan(works);
    assertThat(plan.imbalance()).isLessThanOrEqualTo(1.2);
    long tasksOfGiant =
        plan.partitions().stream()
            .filter(p -> p.slides().stream().anyMatch(s -> s.slideId().equals("giant")))
            .count();
    assertThat(tasksOfGiant).isGreaterThanOrEqualTo(16);
    assertThat(plan.partitions().stream().mapToInt(p -> p.slides().size()).max().orElseThrow())
        .as("small slides share tasks")
        .isGreaterThan(5);
  }

  @Test
  void aHundredThousandSlidesStreamThrough() {
    // Each row carries a selection of 64 KiB that only it refers to: kept, they would be twice the
    // test's heap.
    int slides = 100_000;
    ByteHistogram[] histograms = new ByteHistogram[16];
    SlideLevel[] levels = new SlideLevel[16];
    SplittableRandom random = new SplittableRandom(5);
    for (int k = 0; k < levels.length; k++) {
      int side = 2_000 << random.nextInt(5);
      long[] bytes = new long[(int) new TileGrid(side, side, 240, 240).count()];
      for (int t = 0; t < bytes.length; t++) {
        bytes[t] = random.nextLong(500, 20_000);
      }
      levels[k] = level(side, side, 240, bytes);
      histograms[k] = levels[k].bytes();
    }
    Iterable<SlideWork> catalogue =
        () ->
            new Iterator<>() {
              private int next;

              @Override
              public boolean hasNext() {
                return next < slides;
              }

              @Override
              public SlideWork next() {
                int k = next++;
                SlideLevel level = levels[k % 16];
                PatchGrid grid = grid(level, 256, level.width() / 730);
                BitMask selection = new BitMask(grid.columns(), grid.rows());
                selection.setRow(grid.rows() / 2, 0, grid.columns(), true);
                return new SlideWork(
                    "slide-" + k,
                    grid,
                    Optional.of(selection),
                    histograms[k % 16],
                    grid.columns(),
                    1 + k % 997);
              }
            };
    PatchPlan plan = new PatchPlanner(PlanOptions.forCores(1_000)).plan(catalogue);
    assertThat(plan.partitions()).hasSizeBetween(2_900, 3_000);
    assertThat(plan.imbalance()).isLessThanOrEqualTo(1.2);
    assertThat(plan.partitions().stream().mapToLong(p -> p.slides().size()).sum())
        .isGreaterThanOrEqualTo(slides);
  }

  @Test
  void anEmptyCohortHasAnEmptyPlan() {
    PatchPlan plan = new PatchPlanner(PlanOptions.forCores(2)).plan(List.of());
    assertThat(plan.partitions()).isEmpty();
    assertThat(plan.imbalance()).isEqualTo(1.0);
    SlideLevel level = level(100, 100, 240, new long[] {5_000});
    SlideWork tooSmall = SlideWork.of("small", grid(level, 256, 256), level, Optional.empty());
    assertThat(new PatchPlanner(PlanOptions.fixed(4)).plan(List.of(tooSmall)).partitions())
        .isEmpty();
  }

  /** Equal tasks on 4 cores: 14 would take as long as 16. */
  @ParameterizedTest
  @CsvSource({"4, 3, 3", "4, 5, 8", "4, 14, 16", "4, 16, 16", "4, 18, 18", "1, 7, 7"})
  void tasksComeInWholeWaves(int cores, int wanted, int expected) {
    PlanOptions options = new PlanOptions(1, 18, 1_000, cores);
    assertThat(options.partitions(wanted * 1_000L)).isEqualTo(expected);
    assertThat(options.partitions(wanted * 1_000L - 999)).isEqualTo(expected);
    assertThat(PlanOptions.fixed(wanted).partitions(1)).isEqualTo(wanted);
  }

  @Test
  void refusesTwoSlidesOfOneIdAndLimitsThatContradict() {
    SlideLevel level = level(1_000, 1_000, 240, new long[25]);
    SlideWork work = SlideWork.of("twin", grid(level, 256, 256), level, Optional.empty());
    assertThatThrownBy(() -> new PatchPlanner(PlanOptions.fixed(4)).plan(List.of(work, work)))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining("DUPLICATE_SLIDE: twin");
    assertThatThrownBy(() -> new PlanOptions(4, 2, 1, 1))
        .hasMessageContaining("BAD_PLAN_OPTIONS: 4 to 2 partitions");
  }
}
