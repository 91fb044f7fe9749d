package org.wsispark.jobs.patches;

import static scala.jdk.javaapi.CollectionConverters.asScala;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.wsispark.annotation.mask.MaskGrid;
import org.wsispark.annotation.mask.RuleMask;
import org.wsispark.geometry.PixelRect;
import org.wsispark.patch.CellGrid;
import org.wsispark.patch.CellRange;
import org.wsispark.patch.CellStrips;
import org.wsispark.patch.ClassMap;
import org.wsispark.patch.PatchKey;
import org.wsispark.patch.TissueCoverage;
import org.wsispark.pixel.PngCodec;
import org.wsispark.raster.BitMask;
import org.wsispark.slide.ReadFrame;

/**
 * Rows of {@code patch_labels}, from the tissue mask and the annotation alone; no pixel is read.
 * The document is rasterized at the patches' own resolution, strip by strip, with the values that
 * {@code rasterize} gives by the rule exact: those of a class file, or the n-th layer as value n.
 *
 * @param options of the set
 * @param runId of the run
 */
record LabelMaker(SetOptions options, String runId) implements PartMaker {
  private static final int WIDEST_STRIP_PX = 16_384;

  /** So strips of the largest patches, 8192 px, take no more than these themselves: 64 MiB. */
  private static final int MOST_STRIP_AREA_PX = 64 << 20;

  @Override
  public boolean wanted(PatchSlide slide) {
    return slide.wantLabels();
  }

  /** Takes the classes of one patch; null on a slide without annotation. */
  interface Visitor {
    void take(CellGrid grid, int column, int row, double tissue, ClassMap classes);
  }

  @Override
  public Made make(SlideCells cells, List<CellRange> ranges, Consumer<Row> rows) {
    each(
        cells,
        ranges,
        (grid, column, row, tissue, classes) ->
            rows.accept(row(cells.slide(), grid, column, row, tissue, classes)));
    return Made.NOTHING;
  }

  /** Shows the classes of every wanted patch. */
  void each(SlideCells cells, List<CellRange> ranges, Visitor visitor) {
    PatchSlide slide = cells.slide();
    CellGrid grid = options.selector().grid(slide.row(), slide.row().info());
    TissueCoverage tissue = new TissueCoverage(grid, slide.tissue());
    BitMask wanted = cells.wanted();
    PatchClasses classes = classes(slide, grid.frame());
    int tallestPx = grid.rows() == 0 ? 1 : grid.frameRect(0, 0).height();
    int widestPx = Math.min(WIDEST_STRIP_PX, MOST_STRIP_AREA_PX / tallestPx);
    for (CellRange range : ranges) {
      for (CellRange strip : CellStrips.of(grid, range, wanted, widestPx)) {
        PixelRect rect = CellStrips.frameRect(grid, strip);
        PatchClasses.Strip values = classes.strip(rect);
        for (int column = strip.column(); column < strip.right(); column++) {
          PixelRect patch = grid.frameRect(column, strip.row()).shift(-rect.x(), -rect.y());
          double fraction = tissue.fraction(column, strip.row());
          visitor.take(grid, column, strip.row(), fraction, values.of(patch));
        }
      }
    }
  }

  private PatchClasses classes(PatchSlide slide, ReadFrame frame) {
    if (slide.document() == null) {
      return PatchClasses.NONE;
    }
    MaskGrid pixels = new MaskGrid(frame.width(), frame.height(), frame.downsample());
    RuleMask mask = options.selector().annotation().of(slide).mask(pixels);
    return PatchClasses.of(mask, pixels);
  }

  private String label(ClassMap classes) {
    LabelOptions labels = options.labels();
    return labels.rule().label(classes.counts(), labels.labelThreshold()).orElse(null);
  }

  private Row row(
      PatchSlide slide, CellGrid grid, int column, int row, double tissue, ClassMap classesOrNull) {
    PatchKey key = PatchKey.of(slide.slideId(), grid, column, row);
    PixelRect rect = grid.frameRect(column, row);
    return RowFactory.create(
        options.patchSet(),
        key.text(),
        slide.slideId(),
        slide.row().patientIdOrNull(),
        slide.split(),
        key.x(),
        key.y(),
        tissue,
        classesOrNull == null ? null : label(classesOrNull),
        asScala(classesOrNull == null ? Map.of() : classesOrNull.fractions()),
        classesOrNull == null
            ? null
            : PngCodec.encodeGrey(rect.width(), rect.height(), classesOrNull.values()),
        slide.documentId(),
        slide.row().sourceId(),
        options.digest(),
        runId);
  }
}
