package org.wsispark.slide;

import java.io.Serializable;

/**
 * What a reader has done since it was opened.
 *
 * @param tilesDecoded tiles that were decompressed, each time it happened
 * @param tilesReused reads of a tile that was still in memory
 * @param missingTiles reads of a tile that the slide does not hold and that is white
 * @param compressedBytes bytes of tiles read from the source
 * @param source requests to a remote store and their bytes, directories included
 */
public record ReadStats(
    long tilesDecoded,
    long tilesReused,
    long missingTiles,
    long compressedBytes,
    SourceStats source)
    implements Serializable {
  /** Nothing read. */
  public static final ReadStats NONE = new ReadStats(0, 0, 0, 0);

  /**
   * Of a slide that lies on this machine.
   *
   * @param tilesDecoded as above
   * @param tilesReused as above
   * @param missingTiles as above
   * @param compressedBytes as above
   */
  public ReadStats(long tilesDecoded, long tilesReused, long missingTiles, long compressedBytes) {
    this(tilesDecoded, tilesReused, missingTiles, compressedBytes, SourceStats.LOCAL);
  }
}
