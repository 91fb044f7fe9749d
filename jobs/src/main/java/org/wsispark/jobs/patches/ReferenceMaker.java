package org.wsispark.jobs.patches;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.wsispark.geometry.PixelRect;
import org.wsispark.jobs.io.FileIdentity;
import org.wsispark.jobs.io.SlideRow;
import org.wsispark.patch.CellGrid;
import org.wsispark.patch.CellRange;
import org.wsispark.slide.ByteRange;
import org.wsispark.slide.EncodedTiles;
import org.wsispark.slide.SlideReader;
import org.wsispark.slide.TileReference;

/**
 * Rows of {@code patch_images} that say where the scanner's tiles lie. Of a slide no more is read
 * than its directory.
 *
 * @param context of the run
 */
record ReferenceMaker(MakerContext context) implements PartMaker {

  @Override
  public boolean wanted(PatchSlide slide) {
    return slide.wantImages();
  }

  @Override
  public Made make(SlideCells slide, List<CellRange> ranges, Consumer<Row> rows) {
    SlideRow row = slide.slide().row();
    // Looked up first: a file that is written anew while this runs does not get the new time.
    Long modified = context.files().modifiedMs(row.path());
    try (SlideReader reader = context.files().open(row)) {
      CellGrid grid = context.options().selector().grid(row, reader.info());
      ImageRows made = new ImageRows(context, slide.slide(), grid);
      int level = grid.frame().level();
      EncodedTiles tiles = reader.encodedTiles(level);
      byte[] prefix = tiles.prefix();
      for (PixelRect run : WantedTiles.runs(ranges, slide.wanted())) {
        for (int column = run.x(); column < run.right(); column++) {
          Optional<ByteRange> range = tiles.reference(column, run.y()).map(TileReference::range);
          Row reference = reference(row, modified, level, range, prefix);
          rows.accept(made.of(column, run.y(), null, reference));
        }
      }
      return new Made(reader.stats(), made.storedBytes());
    }
  }

  private static Row reference(
      SlideRow slide, Long modified, int level, Optional<ByteRange> range, byte[] prefix) {
    FileIdentity identity = slide.identity();
    return RowFactory.create(
        slide.path(),
        identity.bytes(),
        identity.etag(),
        identity.etag() == null ? modified : null,
        level,
        range.map(ByteRange::offset).orElse(0L),
        range.map(ByteRange::length).orElse(0),
        prefix);
  }
}
