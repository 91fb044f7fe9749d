package org.wsispark.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.Mpp;
import org.wsispark.patch.ClassBalance.Scope;
import org.wsispark.raster.BitMask;
import org.wsispark.slide.ReadFrame;

class ClassBalanceTest {
  private static final int SIDE = 20;
  private static final PatchGrid GRID =
      new PatchGrid(
          new ReadFrame(0, Downsample.NONE, Downsample.NONE, SIDE * 10, SIDE * 10, new Mpp(0.5)),
          10,
          10);

  /** Of ten patches seven have no label, two are "n" and one is "t", at seeded places. */
  private static CellSample.Labels labels(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    String[] labels = new String[SIDE * SIDE];
    for (int k = 0; k < labels.length; k++) {
      int drawn = random.nextInt(10);
      labels[k] = drawn < 7 ? null : drawn < 9 ? "n" : "t";
    }
    return (column, row) -> Optional.ofNullable(labels[row * SIDE + column]);
  }

  private static CellChoice all() {
    BitMask cells = new BitMask(SIDE, SIDE);
    for (int row = 0; row < SIDE; row++) {
      cells.setRow(row, 0, SIDE, true);
    }
    return new CellChoice(cells, Map.of());
  }

  private static Map<String, Long> counts(BitMask cells, CellSample.Labels labels) {
    Map<String, Long> counts = new TreeMap<>();
    for (int k = 0; k < SIDE * SIDE; k++) {
      if (cells.get(k % SIDE, k / SIDE)) {
        counts.merge(labels.of(k % SIDE, k / SIDE).orElse(""), 1L, Long::sum);
      }
    }
    return counts;
  }

  @Test
  void aSlideGivesSoManyOfEachLabelAndTheOnesOfTheLowestHash() {
    for (long seed = 0; seed < 20; seed++) {
      CellSample.Labels labels = labels(seed);
      Map<String, Long> there = counts(all().cells(), labels);
      long rarest = there.values().stream().mapToLong(n -> n).min().orElseThrow();
      CellSample sample = new CellSample(1, 0, seed, new ClassBalance(0, Scope.SLIDE, 1.5));
      CellChoice choice = sample.of(all(), "s", GRID, labels);
      Map<String, Long> kept = counts(choice.cells(), labels);
      there.forEach(
          (label, n) -> assertThat(kept.get(label)).isEqualTo(Math.min(n, (long) (rarest * 1.5))));
      assertThat(choice.droppedBy().get("balance").count())
          .isEqualTo(SIDE * SIDE - choice.cells().count())
          .isPositive();
      // Of one label, every patch kept has a lower hash than every patch dropped.
      Map<String, Double> highest = new HashMap<>();
      Map<String, Double> lowest = new HashMap<>();
      for (int k = 0; k < SIDE * SIDE; k++) {
        int column = k % SIDE;
        int row = k / SIDE;
        double rank = UnitHash.of(seed, "s_x" + column * 10 + "_y" + row * 10);
        String label = labels.of(column, row).orElse("");
        if (choice.cells().get(column, row)) {
          highest.merge(label, rank, Math::max);
        } else {
          lowest.merge(label, rank, Math::min);
        }
      }
      lowest.forEach((label, rank) -> assertThat(highest.get(label)).isLessThan(rank));
    }
  }

  @Test
  void limitsWorkTogetherAndSeedsChangeTheChoice() {
    CellSample.Labels labels = labels(3);
    ClassBalance twelve = new ClassBalance(12, Scope.NONE, 1);
    CellChoice most = new CellSample(1, 0, 1, twelve).of(all(), "s", GRID, labels);
    assertThat(counts(most.cells(), labels))
        .containsOnly(Map.entry("", 12L), Map.entry("n", 12L), Map.entry("t", 12L));
    assertThat(most.droppedBy().get("max-per-class").count()).isEqualTo(SIDE * SIDE - 36);
    CellChoice other = new CellSample(1, 0, 2, twelve).of(all(), "s", GRID, labels);
    assertThat(other.cells()).isNotEqualTo(most.cells());
    assertThat(new CellSample(1, 0, 1, twelve).of(all(), "s", GRID, labels).cells())
        .isEqualTo(most.cells());
    // A limit per slide thins balanced labels alike.
    CellChoice few =
        new CellSample(1, 30, 1, new ClassBalance(0, Scope.SLIDE, 1)).of(all(), "s", GRID, labels);
    assertThat(counts(few.cells(), labels))
        .containsOnly(Map.entry("", 10L), Map.entry("n", 10L), Map.entry("t", 10L));
    assertThat(few.droppedBy()).containsOnlyKeys("balance", "max-per-slide");
    CellSample half = new CellSample(0.5, 0, 1, new ClassBalance(0, Scope.SLIDE, 1));
    Map<String, Long> halves = counts(half.of(all(), "s", GRID, labels).cells(), labels);
    Map<String, Long> drawn =
        counts(new CellSample(0.5, 0, 1).of(all(), "s", GRID, labels).cells(), labels);
    assertThat(halves.values()).hasSize(3).containsOnly(drawn.get("t"));
    assertThat(drawn.get("t")).isPositive().isLessThan(drawn.get("n"));
  }

  /** Slides come in any order and by any number of hands; a rerun takes what fills up. */
  @Test
  void cutsOfASetGiveEachLabelItsQuota() {
    CellSample sample = new CellSample(1, 0, 5, new ClassBalance(0, Scope.SET, 2));
    Map<String, CellSample.Labels> slides = new TreeMap<>();
    List<RankedCell> offered = new ArrayList<>();
    Map<String, Long> candidates = new TreeMap<>();
    for (int k = 0; k < 5; k++) {
      CellSample.Labels labels = labels(100 + k);
      slides.put("s" + k, labels);
      offered.addAll(sample.ranked("s" + k, GRID, all().cells(), labels));
    }
    offered.forEach(cell -> candidates.merge(cell.label(), 1L, Long::sum));
    Map<String, Long> there = Map.of("n", 50L, "other", 7_000L);
    Map<String, Long> quotas = SetCuts.quotas(sample.balance(), there, candidates);
    long rarest = Math.min(candidates.get("t"), candidates.get("n") + 50);
    assertThat(rarest).isEqualTo(candidates.get("t")).isPositive();
    assertThat(quotas)
        .containsOnly(
            Map.entry("", 2 * rarest),
            Map.entry("n", Math.min(candidates.get("n"), 2 * rarest - 50)),
            Map.entry("t", rarest));
    Map<String, double[]> ranks = new HashMap<>();
    candidates.forEach(
        (label, n) ->
            ranks.put(
                label,
                offered.stream()
                    .filter(cell -> cell.label().equals(label))
                    .mapToDouble(RankedCell::rank)
                    .toArray()));
    SetCuts cuts = SetCuts.of(sample.balance(), there, ranks);
    Map<String, Long> kept = new TreeMap<>();
    slides.forEach(
        (id, labels) -> {
          CellChoice choice = sample.within(all(), id, GRID, labels, cuts);
          counts(choice.cells(), labels).forEach((label, n) -> kept.merge(label, n, Long::sum));
          assertThat(choice.droppedBy().get("balance").count())
              .isEqualTo(SIDE * SIDE - choice.cells().count());
        });
    assertThat(kept).isEqualTo(quotas);
  }

  @Test
  void aSetThatHasEnoughOfALabelTakesNoMore() {
    ClassBalance equal = new ClassBalance(0, Scope.SET, 1);
    assertThat(SetCuts.quotas(equal, Map.of("a", 30L, "b", 10L), Map.of("a", 5L, "b", 7L)))
        .containsOnly(Map.entry("a", 0L), Map.entry("b", 7L));
    assertThat(SetCuts.quotas(equal, Map.of(), Map.of("a", 5L))).containsOnly(Map.entry("a", 5L));
    assertThat(SetCuts.quotas(equal, Map.of("a", 3L), Map.of())).isEmpty();
    assertThatThrownBy(() -> new ClassBalance(0, Scope.SET, 0.5))
        .isInstanceOf(WsiException.class)
        .hasMessageStartingWith("BAD_GRID: max-per-class is 0 and balance-ratio 0.5");
    assertThat(Scope.of("slide")).hasValue(Scope.SLIDE);
    assertThat(Scope.of("slides")).isEmpty();
  }
}
