package org.wsispark.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Rational;
import org.wsispark.slide.ReadFrame;

class EdgePolicyTest {
  private static final List<EdgePolicy> OF_PATCHES =
      List.of(EdgePolicy.DROP, EdgePolicy.PAD, EdgePolicy.SHIFT);

  /** Walks over all positions and marks pixels, one axis at a time. */
  private static List<Integer> starts(int length, int size, int stride, EdgePolicy edge) {
    List<Integer> starts = new ArrayList<>();
    boolean[] seen = new boolean[length];
    for (int position = 0; position < length; position += stride) {
      int start = position;
      if (position + size > length) {
        if (edge == EdgePolicy.DROP || (edge == EdgePolicy.SHIFT && size > length)) {
          continue;
        }
        start = edge == EdgePolicy.SHIFT ? length - size : position;
      }
      boolean shows = false;
      for (int pixel = start; pixel < Math.min(length, start + size); pixel++) {
        shows |= !seen[pixel];
        seen[pixel] = true;
      }
      if (shows) {
        starts.add(start);
      }
    }
    return starts;
  }

  private static ReadFrame frame(int width, int height, Downsample downsample) {
    return new ReadFrame(0, Downsample.NONE, downsample, width, height, new Mpp(0.5));
  }

  @Test
  void patchesStandWhereALoopOverAllPositionsPutsThem() {
    int atTheEdge = 0;
    for (long seed = 0; seed < 600; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int width = random.nextInt(1, 80);
      int height = random.nextInt(1, 80);
      int size = random.nextInt(1, 30);
      int stride = random.nextInt(1, random.nextBoolean() ? size + 1 : 40);
      long part = random.nextLong(1, 2_000);
      Downsample downsample =
          new Downsample(
              new Rational(part + random.nextLong(9_000), part),
              Rational.of(random.nextLong(1, 9)));
      for (EdgePolicy edge : OF_PATCHES) {
        PatchGrid grid = new PatchGrid(frame(width, height, downsample), size, stride, edge);
        List<PixelRect> wanted = new ArrayList<>();
        for (int y : starts(height, size, stride, edge)) {
          for (int x : starts(width, size, stride, edge)) {
            wanted.add(new PixelRect(x, y, size, size));
          }
        }
        List<PixelRect> got = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        boolean[] seen = new boolean[width * height];
        for (int row = 0; row < grid.rows(); row++) {
          for (int column = 0; column < grid.columns(); column++) {
            PixelRect patch = grid.frameRect(column, row);
            got.add(patch);
            keys.add(PatchKey.of("s", grid, column, row).text());
            int inside = 0;
            for (int y = patch.y(); y < Math.min(height, patch.bottom()); y++) {
              for (int x = patch.x(); x < Math.min(width, patch.right()); x++) {
                seen[y * width + x] = true;
                inside++;
              }
            }
            assertThat(grid.outside(column, row))
                .as("seed %d %s", seed, grid)
                .isEqualTo((double) (size * size - inside) / (size * size));
            assertThat(edge == EdgePolicy.PAD || inside == size * size).isTrue();
          }
        }
        assertThat(got).as("seed %d %s", seed, grid).isEqualTo(wanted);
        assertThat(keys).as("seed %d: a key each, %s", seed, grid).hasSize(wanted.size());
        boolean reaches =
            edge == EdgePolicy.PAD || (edge == EdgePolicy.SHIFT && size <= Math.min(width, height));
        if (reaches && stride <= size) {
          for (int pixel = 0; pixel < seen.length; pixel++) {
            assertThat(seen[pixel]).as("seed %d: pixel %d of %s", seed, pixel, grid).isTrue();
          }
          atTheEdge += (width - size) % stride == 0 ? 0 : 1;
        }
      }
    }
    assertThat(atTheEdge).as("grids with a column that is padded or shifted").isGreaterThan(200);
  }

  @Test
  void everyRangeOfCellsHasItsPartOfTheLevelAlsoAtTheEdge() {
    for (EdgePolicy edge : OF_PATCHES) {
      PatchGrid grid = new PatchGrid(frame(1_000, 700, Downsample.of(3)), 256, 200, edge);
      int right = 0;
      for (int column = 0; column < grid.columns(); column++) {
        PixelRect part = grid.levelRect(new CellRange(column, 0, 1, grid.rows()));
        assertThat(part.x()).as("%s", edge).isEqualTo(right);
        assertThat(part.width()).as("%s", edge).isPositive();
        right = part.right();
      }
      assertThat(right)
          .as("%s", edge)
          .isEqualTo(edge == EdgePolicy.DROP ? 856 : edge == EdgePolicy.PAD ? 1_056 : 1_000);
    }
  }

  @Test
  void patchesOfASetAreOfOneSize() {
    assertThat(EdgePolicy.of("shift")).hasValue(EdgePolicy.SHIFT);
    assertThat(EdgePolicy.of("Shift")).isEmpty();
    Resolution level = new Resolution.AtLevel(0);
    assertThatThrownBy(() -> new PatchGridOptions(256, 256, EdgePolicy.CLIP, level, 0.5))
        .isInstanceOf(WsiException.class)
        .hasMessageStartingWith("BAD_GRID: edge is clip, not one of [drop, pad, shift]");
    assertThatThrownBy(() -> new PatchGrid(frame(9, 9, Downsample.NONE), 3, 3, EdgePolicy.CLIP))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
