package org.wsispark.slide;

/** Counts what the parts of one reader do. */
final class ReadCounters {
  private long tilesDecoded;
  private long tilesReused;
  private long missingTiles;
  private long compressedBytes;

  void decoded() {
    tilesDecoded++;
  }

  void reused() {
    tilesReused++;
  }

  void missing() {
    missingTiles++;
  }

  void fetched(long bytes) {
    compressedBytes += bytes;
  }

  ReadStats snapshot(SourceStats source) {
    return new ReadStats(tilesDecoded, tilesReused, missingTiles, compressedBytes, source);
  }
}
