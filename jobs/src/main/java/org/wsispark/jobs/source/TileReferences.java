package org.wsispark.jobs.source;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.io.FileIdentity;
import org.wsispark.jobs.io.SlideFiles;
import org.wsispark.patch.Resolution;
import org.wsispark.raster.BitMask;
import org.wsispark.slide.SlideError;

/**
 * The tiles that a table {@code patch_images} refers to. Read on the driver: a place per tile, no
 * pixel.
 */
final class TileReferences {
  private final Map<String, OfSlide> slides = new TreeMap<>();

  /** The tiles of one slide; all lie on one level, which its patch set was made from. */
  private record OfSlide(FoundFile file, int level, Set<Long> corners) {}

  private TileReferences() {}

  /**
   * Reads a table.
   *
   * @param table its folder
   * @param patchSet the set to read, or null when the table refers for one set only
   * @throws WsiException NO_REFERENCES; CHANGED when a local slide was written anew since
   */
  static TileReferences read(SparkSession spark, String table, String patchSet) {
    Dataset<Row> all = spark.read().format("delta").load(SlideFiles.path(table).toString());
    Dataset<Row> rows = all.where(col("reference").isNotNull());
    if (patchSet != null) {
      rows = rows.where(col("patch_set").equalTo(patchSet));
    }
    TileReferences found = new TileReferences();
    Set<String> sets = new HashSet<>();
    Dataset<Row> places =
        rows.select(
            "patch_set",
            "x",
            "y",
            "reference.uri",
            "reference.bytes",
            "reference.etag",
            "reference.modified_ms",
            "reference.level");
    for (Row row : places.collectAsList()) {
      sets.add(row.getAs("patch_set"));
      found.add(row);
    }
    if (sets.size() != 1) {
      throw WsiException.of(
              SourceError.NO_REFERENCES,
              sets.isEmpty()
                  ? "no patch%s has encoding reference"
                  : "it has references of more than one patch set%s",
              patchSet == null ? "" : " of " + patchSet)
          .inSlide(table)
          .remedy(
              sets.isEmpty()
                  ? "Name a table that `wsispark patches --set encoding=reference` wrote"
                  : "Name one by option patchSet: " + sets.stream().sorted().toList());
    }
    SlideFiles files = SlideFiles.of(spark);
    found.slides.values().forEach(slide -> checkUnchanged(files, slide.file()));
    return found;
  }

  private void add(Row place) {
    OfSlide slide =
        slides.computeIfAbsent(
            place.getAs("uri"),
            uri -> {
              FileIdentity identity =
                  new FileIdentity(place.<Long>getAs("bytes"), place.getAs("etag"));
              Long modified = place.getAs("modified_ms");
              return new OfSlide(
                  new FoundFile(uri, identity, modified == null ? 0 : modified),
                  place.<Integer>getAs("level"),
                  new HashSet<>());
            });
    slide.corners().add(corner(place.<Integer>getAs("x"), place.<Integer>getAs("y")));
  }

  private static long corner(int x, int y) {
    return ((long) x << 32) | y;
  }

  /** A store tells a slide that was written anew by its etag when it is opened; a disk by time. */
  private static void checkUnchanged(SlideFiles files, FoundFile file) {
    if (file.modified() != 0 && files.modifiedMs(file.uri()) != file.modified()) {
      throw WsiException.of(SlideError.CHANGED, "it was written anew since its patches were made")
          .inSlide(file.uri())
          .remedy("Ingest it again and make a new patch set");
    }
  }

  /** The slides, in order of their URIs. */
  List<FoundFile> files() {
    List<FoundFile> files = new ArrayList<>();
    slides.values().forEach(slide -> files.add(slide.file()));
    return files;
  }

  /** The level that a slide's tiles lie on. */
  Resolution resolution(String uri) {
    return new Resolution.AtLevel(slides.get(uri).level());
  }

  /** Takes those out of a selection that nothing refers to. */
  void keepOnly(SlideTiles slide, BitMask cells) {
    Set<Long> corners = slides.get(slide.slide()).corners();
    for (int row = 0; row < cells.height(); row++) {
      int y = slide.layout().level0Y(row);
      int column = cells.next(row, 0, true);
      while (column < cells.width()) {
        if (!corners.contains(corner(slide.layout().level0X(column), y))) {
          cells.set(column, row, false);
        }
        column = cells.next(row, column + 1, true);
      }
    }
  }
}
