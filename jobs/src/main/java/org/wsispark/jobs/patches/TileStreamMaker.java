package org.wsispark.jobs.patches;

import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.wsispark.geometry.PixelRect;
import org.wsispark.patch.CellGrid;
import org.wsispark.patch.CellRange;
import org.wsispark.pixel.PieceCoder;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.EncodedTiles;
import org.wsispark.slide.SlideReader;

/**
 * Rows of {@code patch_images} from the scanner's tiles, as complete JPEG streams that were never
 * decoded. A tile that the slide does not hold is white, as it is for every reader of the slide.
 *
 * @param context of the run
 */
record TileStreamMaker(MakerContext context) implements PartMaker {

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
      ImageRows made = new ImageRows(context, slide.slide(), grid);
      EncodedTiles tiles = reader.encodedTiles(grid.frame().level());
      List<PixelRect> runs = WantedTiles.runs(ranges, slide.wanted());
      tiles.readEach(
          runs, tile -> rows.accept(made.of(tile.column(), tile.row(), tile.jpeg(), null)));
      for (PixelRect run : runs) {
        for (int column = run.x(); column < run.right(); column++) {
          if (tiles.range(column, run.y()).isEmpty()) {
            PixelRect rect = grid.frameRect(column, run.y());
            RgbImage white = RgbImage.white(rect.width(), rect.height());
            rows.accept(made.of(column, run.y(), coder.encode(white), null));
          }
        }
      }
      return new Made(reader.stats(), made.storedBytes());
    }
  }
}
