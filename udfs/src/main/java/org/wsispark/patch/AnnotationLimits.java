package org.wsispark.patch;

import java.io.Serializable;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.wsispark.errors.WsiException;
import org.wsispark.raster.BitMask;

/**
 * What an annotation must say of a patch for it to be made. Shares are of the whole patch, in its
 * pixels; what lies outside the slide belongs to nothing.
 *
 * @param minLabelFraction least share that belongs to {@code labelClasses}, 0 to 1, inclusive
 * @param labelClasses names of classes; any class when empty
 * @param minAnnotatedFraction least share that belongs to any class, 0 to 1, inclusive
 */
public record AnnotationLimits(
    double minLabelFraction, List<String> labelClasses, double minAnnotatedFraction)
    implements Serializable {
  /** No limits. */
  public static final AnnotationLimits NONE = new AnnotationLimits(0, List.of(), 0);

  private static final String LABEL = "min-label-fraction";
  private static final String ANNOTATED = "min-annotated-fraction";

  /**
   * Copies the list and checks the ranges.
   *
   * @throws WsiException {@link PatchError#BAD_GRID} when a share is not from 0 to 1, or classes
   *     are named without a share
   */
  public AnnotationLimits {
    labelClasses = List.copyOf(labelClasses);
    CellLimits.check(LABEL, minLabelFraction);
    CellLimits.check(ANNOTATED, minAnnotatedFraction);
    if (!labelClasses.isEmpty() && minLabelFraction == 0) {
      throw WsiException.of(
              PatchError.BAD_GRID, "label-classes is %s, but %s is 0", labelClasses, LABEL)
          .remedy("Say which share of a patch they must have, such as 0.1");
    }
  }

  /**
   * Whether there is something to look at.
   *
   * @return false when every patch passes
   */
  public boolean any() {
    return minLabelFraction > 0 || minAnnotatedFraction > 0;
  }

  /**
   * Drops the patches below the limits.
   *
   * @param choice so far
   * @param classes of its patches
   * @return with a mask for each limit above 0
   */
  public CellChoice apply(CellChoice choice, CellClasses classes) {
    CellChoice left = choice;
    if (minAnnotatedFraction > 0) {
      left =
          left.then(
              ANNOTATED,
              atLeast(left.cells(), classes, ClassCounts::annotated, minAnnotatedFraction));
    }
    if (minLabelFraction > 0) {
      ToDoubleFunction<ClassCounts> share =
          counts -> labelClasses.isEmpty() ? counts.annotated() : counts.of(labelClasses);
      left = left.then(LABEL, atLeast(left.cells(), classes, share, minLabelFraction));
    }
    return left;
  }

  /**
   * The patches of which a share is large enough.
   *
   * @param cells to look at, one pixel per cell
   * @param classes of these
   * @param share of a patch, 0 to 1
   * @param least inclusive
   * @return one pixel per cell
   */
  public static BitMask atLeast(
      BitMask cells, CellClasses classes, ToDoubleFunction<ClassCounts> share, double least) {
    BitMask kept = new BitMask(cells.width(), cells.height());
    for (int row = 0; row < cells.height(); row++) {
      for (int column = cells.next(row, 0, true);
          column < cells.width();
          column = cells.next(row, column + 1, true)) {
        if (share.applyAsDouble(classes.get(column, row)) >= least) {
          kept.set(column, row, true);
        }
      }
    }
    return kept;
  }
}
