package org.wsispark.slide;

import java.io.Serializable;

/**
 * What a reader has done since it was opened.
 *
 * @param tilesDecoded tiles that were decompressed, each time it happened
 * @param tilesReused reads of a tile that was still in memory
 * @param missingTiles reads of a tile that the slide does not hold and that is white
 * @param compressedBytes bytes of tiles read from the source
 */
public record ReadStats(
    long tilesDecoded, long tilesReused, long missingTiles, long compressedBytes)
    implements Serializable {}
