package org.wsispark.jobs.patches;

import static scala.jdk.javaapi.CollectionConverters.asScala;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.LayerMasks;
import org.wsispark.annotation.aperio.AperioXml;
import org.wsispark.geometry.PixelRect;
import org.wsispark.patch.CellRange;
import org.wsispark.patch.CellStrips;
import org.wsispark.patch.ClassMap;
import org.wsispark.patch.ClassMap.ClassMask;
import org.wsispark.patch.PatchGrid;
import org.wsispark.patch.PatchKey;
import org.wsispark.patch.TissueCoverage;
import org.wsispark.pixel.PngCodec;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.ExactRasterizer;
import org.wsispark.slide.ReadStats;

/**
 * Rows of {@code patch_labels}, from the tissue mask and the annotation alone; no pixel is read.
 * The document's layers are rasterized at the patches' own resolution, strip by strip; later layers
 * win where they overlap.
 *
 * @param options of the set
 * @param runId of the run
 */
record LabelMaker(SetOptions options, String runId) implements PartMaker {
  private static final int STRIP_PX = 16_384;

  @Override
  public boolean wanted(PatchSlide slide) {
    return slide.wantLabels();
  }

  @Override
  public ReadStats make(SlideCells cells, List<CellRange> ranges, Consumer<Row> rows) {
    PatchSlide slide = cells.slide();
    PatchGrid grid = options.selector().grid(slide.row(), slide.row().info());
    TissueCoverage tissue = new TissueCoverage(grid, slide.tissue());
    BitMask wanted = cells.wanted();
    List<Layer> layers =
        slide.document() == null
            ? List.of()
            : options
                .labels()
                .orphanPolicy()
                .apply(AperioXml.read(slide.document(), slide.documentId()))
                .layers();
    List<ExactRasterizer> outlines =
        layers.stream()
            .map(layer -> LayerMasks.rasterizer(layer, grid.frame().downsample()))
            .toList();
    for (CellRange range : ranges) {
      for (CellRange strip : CellStrips.of(grid, range, wanted, STRIP_PX)) {
        PixelRect rect = CellStrips.frameRect(grid, strip);
        List<ClassMask> masks = new ArrayList<>();
        for (int k = 0; k < layers.size(); k++) {
          masks.add(new ClassMask(layers.get(k).className(), outlines.get(k).mask(rect)));
        }
        for (int column = strip.column(); column < strip.right(); column++) {
          PixelRect patch = grid.frameRect(column, strip.row()).shift(-rect.x(), -rect.y());
          ClassMap classes = classes(masks, patch);
          double fraction = tissue.fraction(column, strip.row());
          rows.accept(row(slide, grid, column, strip.row(), fraction, classes));
        }
      }
    }
    return ReadStats.NONE;
  }

  private static ClassMap classes(List<ClassMask> masks, PixelRect patch) {
    return ClassMap.of(
        patch.width(),
        patch.height(),
        masks.stream().map(mask -> new ClassMask(mask.name(), mask.mask().crop(patch))).toList());
  }

  private String label(ClassMap classes) {
    LabelOptions labels = options.labels();
    return labels.rule().label(classes, labels.labelThreshold()).orElse(null);
  }

  private Row row(
      PatchSlide slide, PatchGrid grid, int column, int row, double tissue, ClassMap classes) {
    PatchKey key = PatchKey.of(slide.slideId(), grid, column, row);
    boolean annotated = slide.document() != null;
    return RowFactory.create(
        options.patchSet(),
        key.text(),
        slide.slideId(),
        slide.row().patientIdOrNull(),
        null,
        key.x(),
        key.y(),
        tissue,
        annotated ? label(classes) : null,
        asScala(annotated ? classes.fractions() : Map.of()),
        annotated ? PngCodec.encodeGrey(grid.sizePx(), grid.sizePx(), classes.values()) : null,
        slide.documentId(),
        slide.row().sourceId(),
        options.digest(),
        runId);
  }
}
