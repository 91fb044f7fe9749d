package org.wsispark.slide;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Decoded tiles, the longest unused one leaves first. Bounded by bytes, so that a task holds a row
 * of tiles for the next row of patches, whatever the tile size.
 */
final class TileCache {
  private final long limit;
  private final LinkedHashMap<Long, byte[]> tiles = new LinkedHashMap<>(64, 0.75f, true);
  private long held;

  TileCache(long limit) {
    this.limit = limit;
  }

  private static long key(int level, int tile) {
    return (long) level << 32 | tile;
  }

  /** The tile's pixels, or null. They stay valid until the next {@link #buffer}. */
  byte[] get(int level, int tile) {
    return tiles.get(key(level, tile));
  }

  /** Makes room for a tile and gives an array for it, if possible that of one that leaves. */
  byte[] buffer(int length) {
    byte[] free = null;
    while (held + length > limit && !tiles.isEmpty()) {
      Map.Entry<Long, byte[]> eldest = tiles.entrySet().iterator().next();
      tiles.remove(eldest.getKey());
      held -= eldest.getValue().length;
      free = eldest.getValue().length == length ? eldest.getValue() : free;
    }
    return free == null ? new byte[length] : free;
  }

  void put(int level, int tile, byte[] rgb) {
    tiles.put(key(level, tile), rgb);
    held += rgb.length;
  }
}
