package org.wsispark.jobs.patches;

import static scala.jdk.javaapi.CollectionConverters.asScala;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.wsispark.geometry.PixelRect;
import org.wsispark.patch.CellGrid;
import org.wsispark.patch.PatchKey;

/** Rows of {@code patch_images} of one slide, whatever their images are made of. */
final class ImageRows {
  private final MakerContext context;
  private final PatchSlide slide;
  private final CellGrid grid;
  private final PatchQuality quality;
  private long storedBytes;

  ImageRows(MakerContext context, PatchSlide slide, CellGrid grid) {
    this.context = context;
    this.slide = slide;
    this.grid = grid;
    this.quality = PatchQuality.of(grid, slide);
  }

  /**
   * The row of a cell.
   *
   * @param bytes the encoded image, or null
   * @param reference where the image lies instead, or null
   */
  Row of(int column, int row, byte[] bytes, Row reference) {
    return of(column, row, bytes, reference, new Row[0]);
  }

  /**
   * The row of a cell with its surroundings.
   *
   * @param bytes the encoded image, or null
   * @param reference where the image lies instead, or null
   * @param around coarser images as {@link ContextRows} makes them
   */
  Row of(int column, int row, byte[] bytes, Row reference, Row... around) {
    SetOptions options = context.options();
    Encoding encoding = options.encoder().encoding();
    PatchKey key = PatchKey.of(slide.slideId(), grid, column, row);
    PixelRect rect = grid.frameRect(column, row);
    context.patches().add(1L);
    storedBytes += bytes == null ? CostEstimate.REFERENCE_BYTES : bytes.length;
    for (Row image : around) {
      storedBytes += ContextRows.bytes(image);
    }
    return RowFactory.create(
        options.patchSet(),
        key.text(),
        slide.slideId(),
        key.x(),
        key.y(),
        grid.level0Width(column),
        rect.width(),
        rect.height(),
        grid.frame().mpp().umPerPx(),
        RowFactory.create(bytes, slide.slideId() + "/" + key.text() + encoding.extension()),
        encoding.text(),
        reference,
        around,
        asScala(quality.of(column, row)),
        slide.row().sourceId(),
        options.digest(),
        context.runId());
  }

  /** Of the images made so far, or of what stands for them. */
  long storedBytes() {
    return storedBytes;
  }
}
