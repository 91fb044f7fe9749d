package org.wsispark.jobs.patches;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.wsispark.geometry.PixelRect;
import org.wsispark.patch.CellGrid;
import org.wsispark.patch.CellRange;
import org.wsispark.patch.CellStrips;
import org.wsispark.patch.PatchKey;
import org.wsispark.pixel.PieceCoder;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.RgbImage;
import org.wsispark.raster.SpareImages;
import org.wsispark.slide.FrameReader;
import org.wsispark.slide.ReadAhead;
import org.wsispark.slide.SlideReader;

/**
 * Rows of {@code patch_images} from decoded pixels: opens the slide once, reads strips of patches
 * row by row, so that the reader still holds the tiles that two rows share.
 *
 * @param context of the run
 */
record ImageMaker(MakerContext context) implements PartMaker {
  /** Width of a strip: 6 MB of pixels for patches of 256 px. */
  private static final int STRIP_PX = 8_192;

  @Override
  public boolean wanted(PatchSlide slide) {
    return slide.wantImages();
  }

  @Override
  public Made make(SlideCells slide, List<CellRange> ranges, Consumer<Row> rows) {
    SetOptions options = context.options();
    try (SlideReader reader = context.files().open(slide.slide().row());
        PieceCoder coder = options.encoder().open()) {
      CellGrid grid = options.selector().grid(slide.slide().row(), reader.info());
      FrameReader pixels = new FrameReader(reader, grid.frame());
      BitMask wanted = slide.wanted();
      ImageRows made = new ImageRows(context, slide.slide(), grid);
      List<CellRange> strips = new ArrayList<>();
      for (CellRange range : ranges) {
        strips.addAll(CellStrips.of(grid, range, wanted, STRIP_PX));
      }
      List<PixelRect> rects =
          strips.stream().map(strip -> CellStrips.frameRect(grid, strip)).toList();
      ContextRows surroundings = new ContextRows(options, reader, slide.slide(), grid, coder);
      ReadAhead images = new ReadAhead(pixels, rects);
      SpareImages spare = SpareImages.ofStrips();
      for (int k = 0; k < strips.size(); k++) {
        CellRange strip = strips.get(k);
        PixelRect rect = rects.get(k);
        RgbImage image = images.next(spare);
        List<List<RgbImage>> around = surroundings.round(strip);
        for (int column = strip.column(); column < strip.right(); column++) {
          PixelRect patch = grid.frameRect(column, strip.row());
          PatchKey key = PatchKey.of(slide.slide().slideId(), grid, column, strip.row());
          Row[] coarser = surroundings.of(around.get(column - strip.column()), key);
          byte[] bytes = coder.encode(image, patch.shift(-rect.x(), -rect.y()));
          rows.accept(made.of(column, strip.row(), bytes, null, coarser));
        }
      }
      return new Made(reader.stats(), made.storedBytes());
    }
  }
}
