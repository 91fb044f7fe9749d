package org.wsispark.raster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SmallPartsTest {
  private static final int CASES = 300;

  @Test
  void equalsAFloodFillOnSeededMasks() {
    long removed = 0;
    long filled = 0;
    for (int seed = 0; seed < CASES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      BitMask mask = noise(random);
      int minObject = random.nextInt(1, 12);
      int minHole = random.nextInt(1, 12);

      BitMask clean = SmallParts.remove(mask, minObject, minHole);

      BitMask expected = mask.copy();
      long before = expected.count();
      flood(expected, false, minHole, true);
      filled += expected.count() - before;
      before = expected.count();
      flood(expected, true, minObject, false);
      removed += before - expected.count();
      assertThat(clean).as("seed " + seed).isEqualTo(expected);
    }
    assertThat(removed).isPositive();
    assertThat(filled).isPositive();
  }

  @Test
  void keepsAMaskWhoseLimitsAreOne() {
    BitMask mask = noise(new SplittableRandom(7));
    assertThat(mask.count()).isPositive();
    assertThat(SmallParts.remove(mask, 1, 1)).isEqualTo(mask);
    assertThat(SmallParts.remove(mask, 0, 0)).isEqualTo(mask);
  }

  private static BitMask noise(SplittableRandom random) {
    BitMask mask = new BitMask(random.nextInt(1, 90), random.nextInt(1, 40));
    double density = random.nextDouble(0.2, 0.8);
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        mask.set(x, y, random.nextDouble() < density);
      }
    }
    return mask;
  }

  /** One flood per pixel that was not seen: slow, and nothing in it is shared with the runs. */
  private static void flood(BitMask mask, boolean value, int limit, boolean corners) {
    boolean[][] seen = new boolean[mask.height()][mask.width()];
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        if (mask.get(x, y) != value || seen[y][x]) {
          continue;
        }
        ArrayDeque<int[]> part = part(mask, value, corners, seen, x, y);
        boolean edge =
            part.stream()
                .anyMatch(
                    at ->
                        at[0] == 0
                            || at[1] == 0
                            || at[0] == mask.width() - 1
                            || at[1] == mask.height() - 1);
        if (part.size() < limit && (value || !edge)) {
          part.forEach(at -> mask.set(at[0], at[1], !value));
        }
      }
    }
  }

  private static ArrayDeque<int[]> part(
      BitMask mask, boolean value, boolean corners, boolean[][] seen, int x, int y) {
    ArrayDeque<int[]> part = new ArrayDeque<>();
    ArrayDeque<int[]> todo = new ArrayDeque<>();
    todo.add(new int[] {x, y});
    seen[y][x] = true;
    while (!todo.isEmpty()) {
      int[] at = todo.poll();
      part.add(at);
      for (int dy = -1; dy <= 1; dy++) {
        for (int dx = -1; dx <= 1; dx++) {
          int u = at[0] + dx;
          int v = at[1] + dy;
          boolean neighbour = corners || dx == 0 || dy == 0;
          boolean inside = u >= 0 && v >= 0 && u < mask.width() && v < mask.height();
          if (neighbour && inside && !seen[v][u] && mask.get(u, v) == value) {
            seen[v][u] = true;
            todo.add(new int[] {u, v});
          }
        }
      }
    }
    return part;
  }
}
