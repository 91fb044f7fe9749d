package org.wsispark.slide;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Makes TIFF files for tests, right or wrong: directories first, then tag values, then pixel data.
 * The defaults are one 20x12 RGB image in raw tiles of 16x8, two columns and two rows.
 */
final class TinyTiff {
  static final int SHORT = 3;
  static final int LONG = 4;
  static final int LONG8 = 16;

  /** One directory. Numbers replace those of the default; null takes a tag away. */
  static final class Directory {
    private final TreeMap<Integer, Entry> entries = new TreeMap<>();
    private final List<byte[]> tiles = new ArrayList<>();
    private Long next;

    Directory set(int tag, int type, long... values) {
      entries.put(tag, new Entry(type, values.length, values, null));
      return this;
    }

    Directory count(int tag, int type, long count, long offset) {
      entries.put(tag, new Entry(type, count, null, offset));
      return this;
    }

    Directory text(int tag, String text) {
      byte[] ascii = (text + "\0").getBytes(StandardCharsets.ISO_8859_1);
      long[] values = new long[ascii.length];
      for (int k = 0; k < ascii.length; k++) {
        values[k] = ascii[k] & 255;
      }
      entries.put(tag, new Entry(2, values.length, values, null));
      return this;
    }

    Directory remove(int tag) {
      entries.remove(tag);
      return this;
    }

    Directory tiles(byte[]... data) {
      tiles.clear();
      tiles.addAll(List.of(data));
      return this;
    }

    /** Where the chain goes on, whatever directory comes next; -1 is this directory itself. */
    Directory next(long offset) {
      next = offset;
      return this;
    }
  }

  private record Entry(int type, long count, long[] values, Long offset) {}

  private final ByteOrder order;
  private final boolean big;
  private final List<Directory> directories = new ArrayList<>();

  TinyTiff(ByteOrder order, boolean big) {
    this.order = order;
    this.big = big;
  }

  static TinyTiff little() {
    return new TinyTiff(ByteOrder.LITTLE_ENDIAN, false);
  }

  /** Adds the default image, whose tile k is filled with bytes 10 * (k + 1). */
  Directory tiled() {
    byte[][] tiles = new byte[4][16 * 8 * 3];
    for (int k = 0; k < tiles.length; k++) {
      Arrays.fill(tiles[k], (byte) (10 * (k + 1)));
    }
    Directory directory =
        new Directory()
            .set(256, SHORT, 20)
            .set(257, SHORT, 12)
            .set(258, SHORT, 8, 8, 8)
            .set(259, SHORT, 1)
            .set(262, SHORT, 2)
            .set(277, SHORT, 3)
            .set(322, SHORT, 16)
            .set(323, SHORT, 8)
            .tiles(tiles);
    directories.add(directory);
    return directory;
  }

  /** Adds a directory of one tag, the least that a file can have of them. */
  void bare() {
    directories.add(new Directory().set(254, LONG, 0));
  }

  /** The default file. */
  byte[] tiledBytes() {
    tiled();
    return bytes();
  }

  byte[] bytes() {
    int entryBytes = big ? 20 : 12;
    int around = big ? 16 : 6;
    long at = big ? 16 : 8;
    List<Long> starts = new ArrayList<>();
    for (Directory directory : directories) {
      starts.add(at);
      int tables = directory.tiles.isEmpty() ? 0 : 2;
      at += around + (long) entryBytes * (directory.entries.size() + missing(directory, tables));
    }
    ByteArrayOutputStream values = new ByteArrayOutputStream();
    long valuesStart = at;
    List<byte[]> blocks = new ArrayList<>();
    for (int d = 0; d < directories.size(); d++) {
      Directory directory = directories.get(d);
      TreeMap<Integer, Entry> entries = new TreeMap<>(directory.entries);
      if (!directory.tiles.isEmpty()) {
        long[] offsets = new long[directory.tiles.size()];
        long[] counts = new long[directory.tiles.size()];
        for (int k = 0; k < offsets.length; k++) {
          offsets[k] = valuesStart + values.size();
          counts[k] = directory.tiles.get(k).length;
          values.writeBytes(directory.tiles.get(k));
        }
        int type = big ? LONG8 : LONG;
        entries.putIfAbsent(324, new Entry(type, offsets.length, offsets, null));
        entries.putIfAbsent(325, new Entry(type, counts.length, counts, null));
      }
      long next = d + 1 < directories.size() ? starts.get(d + 1) : 0;
      if (directory.next != null) {
        next = directory.next < 0 ? starts.get(d) : directory.next;
      }
      blocks.add(block(entries, next, values, valuesStart));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(header(starts.get(0)));
    blocks.forEach(out::writeBytes);
    out.writeBytes(values.toByteArray());
    return out.toByteArray();
  }

  private static int missing(Directory directory, int tables) {
    int there = directory.entries.containsKey(324) ? 1 : 0;
    return tables - (tables == 0 ? 0 : there + (directory.entries.containsKey(325) ? 1 : 0));
  }

  private byte[] header(long first) {
    ByteBuffer out = ByteBuffer.allocate(big ? 16 : 8).order(order);
    byte mark = (byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M');
    out.put(mark).put(mark).putShort((short) (big ? 43 : 42));
    if (big) {
      out.putShort((short) 8).putShort((short) 0).putLong(first);
    } else {
      out.putInt((int) first);
    }
    return out.array();
  }

  private byte[] block(
      TreeMap<Integer, Entry> entries, long next, ByteArrayOutputStream values, long valuesStart) {
    ByteBuffer out =
        ByteBuffer.allocate((big ? 16 : 6) + entries.size() * (big ? 20 : 12)).order(order);
    if (big) {
      out.putLong(entries.size());
    } else {
      out.putShort((short) entries.size());
    }
    entries.forEach(
        (tag, entry) -> {
          out.putShort((short) (int) tag).putShort((short) entry.type());
          putOffset(out, entry.count());
          int end = out.position() + (big ? 8 : 4);
          if (entry.offset() != null) {
            putOffset(out, entry.offset());
          } else {
            byte[] data = encode(entry);
            if (data.length <= (big ? 8 : 4)) {
              out.put(data);
            } else {
              putOffset(out, valuesStart + values.size());
              values.writeBytes(data);
            }
          }
          out.position(end);
        });
    putOffset(out, next);
    return out.array();
  }

  private void putOffset(ByteBuffer out, long value) {
    if (big) {
      out.putLong(value);
    } else {
      out.putInt((int) value);
    }
  }

  private byte[] encode(Entry entry) {
    int size = entry.type() == SHORT ? 2 : entry.type() == LONG ? 4 : entry.type() == LONG8 ? 8 : 1;
    ByteBuffer data = ByteBuffer.allocate(entry.values().length * size).order(order);
    for (long value : entry.values()) {
      switch (size) {
        case 1 -> data.put((byte) value);
        case 2 -> data.putShort((short) value);
        case 4 -> data.putInt((int) value);
        default -> data.putLong(value);
      }
    }
    return data.array();
  }
}
