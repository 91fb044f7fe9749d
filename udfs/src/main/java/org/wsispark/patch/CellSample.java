package org.wsispark.patch;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wsispark.errors.WsiException;
import org.wsispark.raster.BitMask;

/**
 * A random part of the patches. Whether a patch is in follows from the names of the slide's
 * patches, their labels and the seed, so it is the same on any partitioning.
 *
 * @param share of the patches, above 0 and up to 1; a larger share holds every smaller one
 * @param mostPerSlide no slide gives more, so that large slides do not outweigh small ones; 0 for
 *     any number
 * @param seed of the sample
 * @param balance how many of each label
 */
public record CellSample(double share, int mostPerSlide, long seed, ClassBalance balance)
    implements Serializable {
  /** Every patch. */
  public static final CellSample ALL = new CellSample(1, 0, 0);

  private static final String BALANCE = "balance";

  /**
   * Checks the ranges.
   *
   * @throws WsiException {@link PatchError#BAD_GRID} when one is out of its range
   */
  public CellSample {
    if (!(share > 0 && share <= 1) || mostPerSlide < 0) {
      throw WsiException.of(
              PatchError.BAD_GRID, "sample-share is %s and max-per-slide %d", share, mostPerSlide)
          .remedy("Give a share above 0 and up to 1, and 0 or more patches per slide");
    }
  }

  /**
   * A sample in which labels do not matter.
   *
   * @param share see the record
   * @param mostPerSlide see the record
   * @param seed see the record
   */
  public CellSample(double share, int mostPerSlide, long seed) {
    this(share, mostPerSlide, seed, ClassBalance.NONE);
  }

  /** Says which label a patch has. */
  @FunctionalInterface
  public interface Labels {
    /** For samples in which labels do not matter. */
    Labels NONE = (column, row) -> Optional.empty();

    /**
     * The label of a patch.
     *
     * @param column from 0
     * @param row from 0
     * @return empty for none
     */
    Optional<String> of(int column, int row);
  }

  /**
   * Chooses as far as one slide decides it: all but the balance of a whole set.
   *
   * @param choice so far
   * @param slideId of the grid
   * @param grid the patches
   * @param labels of the patches left so far
   * @return with what each option drops
   */
  public CellChoice of(CellChoice choice, String slideId, CellGrid grid, Labels labels) {
    if (share == 1 && mostPerSlide == 0 && !balance.usesLabels()) {
      return choice;
    }
    CellChoice left = choice;
    List<RankedCell> cells = ranked(slideId, grid, choice.cells(), labels);
    if (share < 1) {
      cells = cells.stream().filter(cell -> cell.rank() < share).toList();
      left = left.then("sample-share", mask(grid, cells));
    }
    if (balance.mostPerClass() > 0) {
      cells = mostOfEachLabel(cells, balance.mostPerClass());
      left = left.then("max-per-class", mask(grid, cells));
    }
    if (balance.scope() == ClassBalance.Scope.SLIDE) {
      long rarest = byLabel(cells).values().stream().mapToLong(List::size).min().orElse(0);
      cells = mostOfEachLabel(cells, balance.most(rarest));
      left = left.then(BALANCE, mask(grid, cells));
    }
    if (mostPerSlide > 0) {
      cells = inTurn(cells).stream().limit(mostPerSlide).toList();
      left = left.then("max-per-slide", mask(grid, cells));
    }
    return left;
  }

  /**
   * Chooses by the balance of a whole set, after {@link #of}.
   *
   * @param choice so far
   * @param slideId of the grid
   * @param grid the patches
   * @param labels of the patches left so far
   * @param cuts of the set
   * @return with what the balance drops
   */
  public CellChoice within(
      CellChoice choice, String slideId, CellGrid grid, Labels labels, SetCuts cuts) {
    List<RankedCell> cells =
        ranked(slideId, grid, choice.cells(), labels).stream().filter(cuts::holds).toList();
    return choice.then(BALANCE, mask(grid, cells));
  }

  /**
   * Patches in the order in which samples take them.
   *
   * @param slideId of the grid
   * @param grid the patches
   * @param cells which of them, one pixel per cell
   * @param labels of these
   * @return the first is in every sample that has one of them
   */
  public List<RankedCell> ranked(String slideId, CellGrid grid, BitMask cells, Labels labels) {
    List<RankedCell> all = new ArrayList<>();
    for (int row = 0; row < cells.height(); row++) {
      for (int column = cells.next(row, 0, true);
          column < cells.width();
          column = cells.next(row, column + 1, true)) {
        String name = PatchKey.of(slideId, grid, column, row).text();
        String label = labels.of(column, row).orElse("");
        all.add(new RankedCell(column, row, label, UnitHash.of(seed, name), name));
      }
    }
    Collections.sort(all);
    return all;
  }

  private static Map<String, List<RankedCell>> byLabel(List<RankedCell> ranked) {
    Map<String, List<RankedCell>> byLabel = new TreeMap<>();
    ranked.forEach(
        cell -> byLabel.computeIfAbsent(cell.label(), label -> new ArrayList<>()).add(cell));
    return byLabel;
  }

  private static List<RankedCell> mostOfEachLabel(List<RankedCell> ranked, long most) {
    return byLabel(ranked).values().stream()
        .flatMap(cells -> cells.stream().limit(most))
        .sorted()
        .toList();
  }

  /**
   * With labels balanced, the first of every label before the second of any: of the lowest ranks a
   * label that was thinned has more than its part.
   */
  private List<RankedCell> inTurn(List<RankedCell> ranked) {
    if (balance.scope() == ClassBalance.Scope.NONE) {
      return ranked;
    }
    Map<RankedCell, Integer> turn = new HashMap<>();
    Map<String, Integer> next = new HashMap<>();
    ranked.forEach(cell -> turn.put(cell, next.merge(cell.label(), 1, Integer::sum)));
    return ranked.stream()
        .sorted(Comparator.<RankedCell>comparingInt(turn::get).thenComparing(cell -> cell))
        .toList();
  }

  private static BitMask mask(CellGrid grid, List<RankedCell> cells) {
    BitMask mask = new BitMask(grid.columns(), grid.rows());
    cells.forEach(cell -> mask.set(cell.column(), cell.row(), true));
    return mask;
  }
}
