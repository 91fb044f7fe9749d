package org.wsispark.jobs.source;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The options of the source, each with what it means. Spark compares their names without case. */
enum SourceKey {
  LEVEL("level", "Level whose pixels are read as they are, from 0; 0 unless mpp is given."),
  MPP("mpp", "Resolution in micrometres per pixel; the next finer level is resampled to it."),
  MPP_TOLERANCE(
      "mppTolerance",
      "Relative difference of mpp within which a level is used as it is, 0 to 0.5; 0.01."),
  MPP_OVERRIDE(
      "mppOverride",
      "Micrometres per pixel of level 0, for slides that do not say it or say it wrongly."),
  TILE_SIZE(
      "tileSize",
      "Side of a tile in pixels, 1 to 8192; the scanner's own tiles with level, 256 with mpp."),
  OVERLAP("overlap", "Pixels that a tile shares with the next one; 0."),
  EDGE(
      "edge",
      "Tiles over the right and bottom edge: clip, drop, pad (white) or shift (inwards); clip for"
          + " the scanner's own tiles, else drop."),
  TISSUE_ONLY("tissueOnly", "true leaves out tiles with less than half tissue; false."),
  MIN_TISSUE_FRACTION(
      "minTissueFraction",
      "Least share of a tile that is tissue, 0 to 1; 0, or 0.5 with tissueOnly."),
  IMAGE("image", "How image.bytes is encoded: png, jpeg or raw (RGB, row by row); png."),
  JPEG_QUALITY("jpegQuality", "Quality of JPEG images, 1 to 100; 90."),
  MODE(
      "mode",
      "What becomes of what cannot be read: FAILFAST ends the query, PERMISSIVE gives a row with"
          + " the reason in the column error, DROPMALFORMED leaves it out; FAILFAST."),
  CRASH_NOTES(
      "crashNotes",
      "Folder where tasks note which slides they read: one whose decoding has killed two executors"
          + " is then a slide that cannot be read, see mode. Without it the query fails when Spark"
          + " has tried the task often enough."),
  PARTITIONS("partitions", "Number of Spark partitions; 0 plans by compressed bytes."),
  RECURSIVE_FILE_LOOKUP("recursiveFileLookup", "Whether folders below a folder are read; true."),
  PATH_GLOB_FILTER("pathGlobFilter", "Pattern that names of files in folders must match."),
  REFERENCES(
      "references",
      "Folder of a table patch_images: instead of whole slides, the tiles are read that its patches"
          + " of encoding reference name; takes the place of path, level, mpp, tileSize and"
          + " overlap."),
  PATCH_SET("patchSet", "The patch set whose references are read, where the table has several."),
  PATH("path", "File, folder or pattern to read; what load() is given."),
  PATHS("paths", "Several of them as a JSON array; what load() is given.");

  private final String text;
  private final String meaning;

  SourceKey(String text, String meaning) {
    this.text = text;
    this.meaning = meaning;
  }

  String text() {
    return text;
  }

  String meaning() {
    return meaning;
  }

  static Optional<SourceKey> of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(key -> key.text.toLowerCase(Locale.ROOT).equals(lower))
        .findFirst();
  }

  static List<String> names() {
    return Arrays.stream(values()).map(SourceKey::text).toList();
  }
}
