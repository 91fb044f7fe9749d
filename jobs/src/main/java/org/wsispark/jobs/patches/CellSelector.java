package org.wsispark.jobs.patches;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Downsample;
import org.wsispark.jobs.io.ClassChoice;
import org.wsispark.jobs.io.Failure;
import org.wsispark.jobs.io.SlideRow;
import org.wsispark.patch.AnnotationLimits;
import org.wsispark.patch.CellChoice;
import org.wsispark.patch.CellClasses;
import org.wsispark.patch.CellGrid;
import org.wsispark.patch.CellLimits;
import org.wsispark.patch.CellSample;
import org.wsispark.patch.ClassCounts;
import org.wsispark.patch.GridRule;
import org.wsispark.patch.RankedCell;
import org.wsispark.patch.SetCuts;
import org.wsispark.patch.SlideWork;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.RunLength;
import org.wsispark.slide.SlideInfo;

/**
 * Chooses the patches of a slide, from the catalogue alone.
 *
 * @param rule how patches lie
 * @param limits on tissue and artefacts
 * @param annotated limits on what the annotation says
 * @param minRoiFraction least share inside the region of interest
 * @param sample which part of those that pass
 * @param annotation how it is read
 * @param cuts of a set whose labels are balanced, or null
 */
record CellSelector(
    GridRule rule,
    CellLimits limits,
    AnnotationLimits annotated,
    double minRoiFraction,
    CellSample sample,
    SlideAnnotation annotation,
    SetCuts cuts)
    implements Serializable {
  private static final String ROI = "min-roi-fraction";

  static CellSelector of(PatchesOptions options, ClassChoice classesOrNull) {
    options.annotated().check(classesOrNull);
    return new CellSelector(
        options.rule(),
        options.filter().limits(),
        options.annotated().limits(),
        options.annotated().minRoiFraction(),
        options.sample().sample(),
        new SlideAnnotation(options.labels(), classesOrNull, options.annotated().roi()),
        null);
  }

  /** The same within the balance of a set. */
  CellSelector within(SetCuts other) {
    return new CellSelector(rule, limits, annotated, minRoiFraction, sample, annotation, other);
  }

  /**
   * The patches chosen.
   *
   * @param slideId the slide
   * @param cells run-length mask, one pixel per cell of the grid; null with a failure
   * @param count how many; 0 with a failure
   * @param dropped how many patches each filter drops, in order; null with a failure
   * @param failure why none could be chosen, or null
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Selected(
      String slideId, byte[] cells, long count, Map<String, Long> dropped, Failure failure)
      implements Serializable {}

  Selected select(PatchSlide slide) {
    try {
      CellChoice choice = choice(slide);
      Map<String, Long> dropped = new LinkedHashMap<>();
      choice.droppedBy().forEach((filter, cells) -> dropped.put(filter, cells.count()));
      BitMask cells = choice.cells();
      return new Selected(slide.slideId(), RunLength.encode(cells), cells.count(), dropped, null);
    } catch (RuntimeException e) {
      RuntimeException named =
          e instanceof WsiException typed ? typed.inSlide(slide.row().path()) : e;
      return new Selected(slide.slideId(), null, 0, null, Failure.of(slide.slideId(), named));
    }
  }

  /**
   * What is chosen and what each filter drops. Of a slide whose images the set has, those, whatever
   * its tissue or annotation says by now: images are never rewritten.
   */
  CellChoice choice(PatchSlide slide) {
    return chosen(slide, false).choice();
  }

  /** Patches chosen, and their labels where these were looked at. */
  private record Chosen(CellGrid grid, CellChoice choice, CellSample.Labels labels) {}

  private Chosen chosen(PatchSlide slide, boolean withLabels) {
    CellGrid grid = grid(slide.row(), slide.row().info());
    Downsample downsample = grid.frame().downsample();
    if (slide.made() != null) {
      CellChoice made = new CellChoice(slide.made().cells(grid), Map.of());
      return withLabels
          ? new Chosen(
              grid,
              made,
              labels(CellClasses.of(grid, annotation.of(slide).counted(downsample), made.cells())))
          : new Chosen(grid, made, CellSample.Labels.NONE);
    }
    String id = slide.slideId();
    boolean labelled = withLabels || annotated.any() || sample.balance().usesLabels();
    CellChoice choice = CellChoice.of(id, grid, slide.tissue(), slide.artefactMasks(), limits);
    if (labelled || !annotation.roi().isEmpty()) {
      SlideAnnotation.Layers layers = annotation.of(slide);
      choice = inside(choice, grid, layers);
      if (labelled) {
        CellClasses classes = CellClasses.of(grid, layers.counted(downsample), choice.cells());
        CellSample.Labels labels = labels(classes);
        choice = sample.of(annotated.apply(choice, classes), id, grid, labels);
        return new Chosen(
            grid, cuts == null ? choice : sample.within(choice, id, grid, labels, cuts), labels);
      }
    }
    CellSample.Labels none = CellSample.Labels.NONE;
    return new Chosen(grid, sample.of(choice, id, grid, none), none);
  }

  private CellChoice inside(CellChoice choice, CellGrid grid, SlideAnnotation.Layers layers) {
    if (annotation.roi().isEmpty()) {
      return choice;
    }
    CellClasses inside =
        CellClasses.of(grid, layers.inside(grid.frame().downsample()), choice.cells());
    return choice.then(
        ROI,
        AnnotationLimits.atLeast(choice.cells(), inside, ClassCounts::annotated, minRoiFraction));
  }

  /** As they will stand in the table: a slide without annotation has none. */
  private CellSample.Labels labels(CellClasses classes) {
    LabelOptions by = annotation.labels();
    return (column, row) -> by.rule().label(classes.get(column, row), by.labelThreshold());
  }

  /** Ranks of the patches chosen, by label; without a label under the empty text. */
  Map<String, double[]> ranks(PatchSlide slide) {
    Chosen chosen = chosen(slide, true);
    return sample
        .ranked(slide.slideId(), chosen.grid(), chosen.choice().cells(), chosen.labels())
        .stream()
        .collect(
            Collectors.groupingBy(
                RankedCell::label,
                TreeMap::new,
                Collectors.collectingAndThen(
                    Collectors.toList(),
                    cells -> cells.stream().mapToDouble(RankedCell::rank).toArray())));
  }

  /** All cells of a slide. */
  CellGrid grid(SlideRow row, SlideInfo info) {
    return rule.grid(info, row.mpp());
  }

  /** What a plan has to know of a slide. */
  SlideWork work(SlideRow row, byte[] cells) {
    SlideInfo info = row.info();
    CellGrid grid = grid(row, info);
    return SlideWork.of(
        row.slideId(),
        grid,
        info.levels().get(grid.frame().level()),
        Optional.of(RunLength.decode(cells)));
  }
}
