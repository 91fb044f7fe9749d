package org.wsispark.jobs.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Mpp;
import org.wsispark.patch.EdgePolicy;
import org.wsispark.patch.Resolution;

/**
 * What a reader of the source asked for.
 *
 * @param paths files, folders and patterns
 * @param references table whose references are read instead of paths, or null
 * @param patchSet of the references, or null
 * @param resolution at which tiles are read
 * @param mppOverride micrometres per pixel of level 0, or null for what slides say
 * @param tileSizePx side of a tile, or null for the scanner's own tiles
 * @param overlapPx that neighbours share
 * @param edge tiles over the edge
 * @param minTissueFraction 0 for all tiles
 * @param encoding of images
 * @param jpegQuality 1 to 100
 * @param mode what becomes of what cannot be read
 * @param crashNotes folder of notes on open slides, or null
 * @param partitions 0 plans by bytes
 * @param recursive whether folders below folders are read
 * @param nameFilter pattern for names of files in folders, or null
 */
record SourceOptions(
    List<String> paths,
    String references,
    String patchSet,
    Resolution resolution,
    Mpp mppOverride,
    Integer tileSizePx,
    int overlapPx,
    EdgePolicy edge,
    double minTissueFraction,
    TileEncoding encoding,
    int jpegQuality,
    ReadMode mode,
    String crashNotes,
    int partitions,
    boolean recursive,
    String nameFilter)
    implements Serializable {
  private static final int LARGEST_TILE_PX = 8_192;
  private static final int MOST_LEVELS = 64;
  private static final int MOST_PARTITIONS = 20_000;
  private static final int PATCH_PX = 256;
  private static final double LEAST_MPP = 1e-6;
  private static final double MOST_MPP = 1_000;
  private static final double HALF = 0.5;
  private static final List<SourceKey> DECIDED_BY_REFERENCES =
      List.of(
          SourceKey.PATH,
          SourceKey.PATHS,
          SourceKey.LEVEL,
          SourceKey.MPP,
          SourceKey.TILE_SIZE,
          SourceKey.OVERLAP);
  private static final ObjectMapper JSON = new ObjectMapper();

  static SourceOptions of(CaseInsensitiveStringMap map) {
    OptionReader options = new OptionReader(map);
    checkReferences(options);
    Resolution resolution = resolution(options);
    OptionalInt size = options.whole(SourceKey.TILE_SIZE, 1, LARGEST_TILE_PX);
    boolean byMpp = resolution instanceof Resolution.AtMpp;
    Integer tile = size.isPresent() ? Integer.valueOf(size.getAsInt()) : byMpp ? PATCH_PX : null;
    boolean tissueOnly = options.flag(SourceKey.TISSUE_ONLY, false);
    return new SourceOptions(
        paths(options),
        options.text(SourceKey.REFERENCES, null),
        options.text(SourceKey.PATCH_SET, null),
        resolution,
        options.has(SourceKey.MPP_OVERRIDE)
            ? new Mpp(options.number(SourceKey.MPP_OVERRIDE, LEAST_MPP, MOST_MPP).getAsDouble())
            : null,
        tile,
        overlap(options, tile),
        options.choice(SourceKey.EDGE, tile == null ? EdgePolicy.CLIP : EdgePolicy.DROP),
        options.number(SourceKey.MIN_TISSUE_FRACTION, 0, 1).orElse(tissueOnly ? HALF : 0),
        options.choice(SourceKey.IMAGE, TileEncoding.PNG),
        options.whole(SourceKey.JPEG_QUALITY, 1, 100).orElse(90),
        options.choice(SourceKey.MODE, ReadMode.FAILFAST),
        options.text(SourceKey.CRASH_NOTES, null),
        options.whole(SourceKey.PARTITIONS, 0, MOST_PARTITIONS).orElse(0),
        options.flag(SourceKey.RECURSIVE_FILE_LOOKUP, true),
        options.text(SourceKey.PATH_GLOB_FILTER, null));
  }

  /** References say themselves which tiles of which slides they are. */
  private static void checkReferences(OptionReader options) {
    if (!options.has(SourceKey.REFERENCES)) {
      if (options.has(SourceKey.PATCH_SET)) {
        throw options.bad(SourceKey.PATCH_SET, "to be given without references");
      }
      return;
    }
    for (SourceKey key : DECIDED_BY_REFERENCES) {
      if (options.has(key)) {
        throw options.bad(key, "to be given together with references");
      }
    }
  }

  private static Resolution resolution(OptionReader options) {
    double tolerance = options.number(SourceKey.MPP_TOLERANCE, 0, HALF).orElse(0.01);
    if (!options.has(SourceKey.MPP)) {
      return new Resolution.AtLevel(options.whole(SourceKey.LEVEL, 0, MOST_LEVELS).orElse(0));
    }
    if (options.has(SourceKey.LEVEL)) {
      throw options.bad(SourceKey.LEVEL, "to be given together with mpp");
    }
    double mpp = options.number(SourceKey.MPP, LEAST_MPP, MOST_MPP).getAsDouble();
    return new Resolution.AtMpp(new Mpp(mpp), tolerance);
  }

  private static int overlap(OptionReader options, Integer tile) {
    int most = tile == null ? LARGEST_TILE_PX : tile - 1;
    return options.whole(SourceKey.OVERLAP, 0, most).orElse(0);
  }

  private static List<String> paths(OptionReader options) {
    List<String> paths = new ArrayList<>();
    if (options.has(SourceKey.PATH)) {
      paths.add(options.text(SourceKey.PATH, ""));
    }
    if (options.has(SourceKey.PATHS)) {
      try {
        paths.addAll(List.of(JSON.readValue(options.text(SourceKey.PATHS, "[]"), String[].class)));
      } catch (JsonProcessingException e) {
        throw options.bad(SourceKey.PATHS, "a JSON array of texts").causedBy(e);
      }
    }
    if (paths.isEmpty() && !options.has(SourceKey.REFERENCES)) {
      throw WsiException.of(SourceError.NO_SUCH_PATH, "the source wsi was given no path")
          .remedy("Name files, folders or patterns: load(\"/slides/*.svs\")");
    }
    return List.copyOf(paths);
  }
}
