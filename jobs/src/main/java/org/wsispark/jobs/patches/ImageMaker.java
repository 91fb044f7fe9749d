package org.wsispark.jobs.patches;

import static scala.jdk.javaapi.CollectionConverters.asScala;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.LongAccumulator;
import org.wsispark.geometry.PixelRect;
import org.wsispark.jobs.io.SlideFiles;
import org.wsispark.patch.CellRange;
import org.wsispark.patch.CellStrips;
import org.wsispark.patch.PatchGrid;
import org.wsispark.patch.PatchKey;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.FrameReader;
import org.wsispark.slide.ReadAhead;
import org.wsispark.slide.ReadStats;
import org.wsispark.slide.SlideReader;

/**
 * Rows of {@code patch_images}: opens the slide once, reads strips of patches row by row, so that
 * the reader still holds the tiles that two rows share.
 *
 * @param files how slides are opened
 * @param options of the set
 * @param runId of the run
 * @param patches counts patches for the progress line
 */
record ImageMaker(SlideFiles files, SetOptions options, String runId, LongAccumulator patches)
    implements PartMaker {
  /** Width of a strip: 6 MB of pixels for patches of 256 px. */
  private static final int STRIP_PX = 8_192;

  @Override
  public boolean wanted(PatchSlide slide) {
    return slide.wantImages();
  }

  @Override
  public ReadStats make(SlideCells slide, List<CellRange> ranges, Consumer<Row> rows) {
    try (SlideReader reader = files.open(slide.slide().row())) {
      PatchGrid grid = options.selector().grid(slide.slide().row(), reader.info());
      FrameReader pixels = new FrameReader(reader, grid.frame());
      BitMask wanted = slide.wanted();
      PatchQuality quality = PatchQuality.of(grid, slide.slide());
      List<CellRange> strips = new ArrayList<>();
      for (CellRange range : ranges) {
        strips.addAll(CellStrips.of(grid, range, wanted, STRIP_PX));
      }
      List<PixelRect> rects =
          strips.stream().map(strip -> CellStrips.frameRect(grid, strip)).toList();
      ReadAhead images = new ReadAhead(pixels, rects);
      RgbImage spent = RgbImage.black(0, 0);
      for (int k = 0; k < strips.size(); k++) {
        CellRange strip = strips.get(k);
        PixelRect rect = rects.get(k);
        RgbImage image = images.next(spent);
        // A strip of one patch is given away with its row, of others only copies are.
        spent = strip.columns() == 1 ? spent : image;
        for (int column = strip.column(); column < strip.right(); column++) {
          PixelRect patch = grid.frameRect(column, strip.row());
          RgbImage cut =
              strip.columns() == 1 ? image : image.crop(patch.shift(-rect.x(), -rect.y()));
          rows.accept(row(slide.slide(), grid, column, strip.row(), cut, quality));
          patches.add(1L);
        }
      }
      return reader.stats();
    }
  }

  private Row row(
      PatchSlide slide, PatchGrid grid, int column, int row, RgbImage image, PatchQuality quality) {
    PatchKey key = PatchKey.of(slide.slideId(), grid, column, row);
    String name = slide.slideId() + "/" + key.text() + options.encoder().encoding().extension();
    return RowFactory.create(
        options.patchSet(),
        key.text(),
        slide.slideId(),
        key.x(),
        key.y(),
        grid.sizeLevel0(),
        image.width(),
        image.height(),
        grid.frame().mpp().umPerPx(),
        RowFactory.create(options.encoder().encode(image), name),
        options.encoder().encoding().text(),
        asScala(quality.of(column, row)),
        slide.row().sourceId(),
        options.digest(),
        runId);
  }
}
