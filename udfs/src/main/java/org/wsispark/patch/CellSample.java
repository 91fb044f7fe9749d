package org.wsispark.patch;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.wsispark.errors.WsiException;
import org.wsispark.raster.BitMask;

/**
 * A random part of the patches. Whether a patch is in follows from its name and the seed alone, so
 * it is the same on any partitioning, and a larger sample holds every smaller one.
 *
 * @param share of the patches, above 0 and up to 1
 * @param mostPerSlide no slide gives more, so that large slides do not outweigh small ones; 0 for
 *     any number
 * @param seed of the sample
 */
public record CellSample(double share, int mostPerSlide, long seed) implements Serializable {
  /** Every patch. */
  public static final CellSample ALL = new CellSample(1, 0, 0);

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

  /** A patch that may be in. */
  private record Candidate(int column, int row, double rank) {}

  /**
   * Chooses.
   *
   * @param slideId of the grid
   * @param grid the patches
   * @param cells those to choose from, one pixel per cell; not changed
   * @return those chosen
   */
  public BitMask of(String slideId, CellGrid grid, BitMask cells) {
    if (share == 1 && (mostPerSlide == 0 || cells.count() <= mostPerSlide)) {
      return cells;
    }
    BitMask chosen = new BitMask(cells.width(), cells.height());
    candidates(slideId, grid, cells).stream()
        .limit(mostPerSlide == 0 ? Long.MAX_VALUE : mostPerSlide)
        .forEach(cell -> chosen.set(cell.column(), cell.row(), true));
    return chosen;
  }

  private List<Candidate> candidates(String slideId, CellGrid grid, BitMask cells) {
    List<Candidate> all = new ArrayList<>();
    for (int row = 0; row < cells.height(); row++) {
      for (int column = cells.next(row, 0, true);
          column < cells.width();
          column = cells.next(row, column + 1, true)) {
        String name = PatchKey.of(slideId, grid, column, row).text();
        double rank = UnitHash.of(seed, name);
        if (rank < share) {
          all.add(new Candidate(column, row, rank));
        }
      }
    }
    all.sort(Comparator.comparingDouble(Candidate::rank));
    return all;
  }
}
