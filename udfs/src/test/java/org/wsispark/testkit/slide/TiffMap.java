package org.wsispark.testkit.slide;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the parts of a sound TIFF file lie, by a reading of its own: a mutator must not share what
 * it finds with the reader that it tests.
 *
 * @param big BigTIFF
 * @param order byte order
 * @param directories as the chain has them
 */
record TiffMap(boolean big, ByteOrder order, List<Directory> directories) {

  /**
   * A directory.
   *
   * @param at offset of its first byte, the number of its entries
   * @param entries by tag
   * @param nextAt where the offset of the next directory is written
   */
  record Directory(int at, List<Entry> entries, int nextAt) {}

  /**
   * An entry.
   *
   * @param at offset of its tag number
   * @param tag number of the tag
   * @param type TIFF type
   * @param count number of values
   * @param valueAt offset of the first value, in the entry or elsewhere
   * @param size bytes of one value
   */
  record Entry(int at, int tag, int type, int count, int valueAt, int size) {
    int valueEnd() {
      return valueAt + count * size;
    }
  }

  static TiffMap of(byte[] file) {
    ByteOrder order = file[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    ByteBuffer bytes = ByteBuffer.wrap(file).order(order);
    boolean big = bytes.getShort(2) == 43;
    List<Directory> directories = new ArrayList<>();
    TiffMap map = new TiffMap(big, order, directories);
    int at = map.offset(bytes, map.firstAt());
    while (at != 0) {
      directories.add(map.directory(bytes, at));
      at = map.offset(bytes, directories.get(directories.size() - 1).nextAt());
    }
    return map;
  }

  private Directory directory(ByteBuffer bytes, int at) {
    int count = big ? Math.toIntExact(bytes.getLong(at)) : bytes.getShort(at);
    int first = at + (big ? 8 : 2);
    List<Entry> entries = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      int entry = first + k * entryBytes();
      int type = bytes.getShort(entry + 2);
      int values = offset(bytes, countAt(entry));
      int size = sizeOf(type);
      boolean inside = (long) values * size <= offsetBytes();
      int valueAt = inside ? fieldAt(entry) : offset(bytes, fieldAt(entry));
      int tag = Short.toUnsignedInt(bytes.getShort(entry));
      entries.add(new Entry(entry, tag, type, values, valueAt, size));
    }
    return new Directory(at, entries, first + count * entryBytes());
  }

  private static int sizeOf(int type) {
    return switch (type) {
      case 1, 2, 6, 7 -> 1;
      case 3, 8 -> 2;
      case 4, 9, 11, 13 -> 4;
      default -> 8;
    };
  }

  /** Where the offset of the first directory is written. */
  int firstAt() {
    return big ? 8 : 4;
  }

  int headerBytes() {
    return big ? 16 : 8;
  }

  int entryBytes() {
    return big ? 20 : 12;
  }

  int offsetBytes() {
    return big ? 8 : 4;
  }

  /** Where an entry has its number of values. */
  int countAt(int entry) {
    return entry + 4;
  }

  /** Where an entry has its values or their offset. */
  int fieldAt(int entry) {
    return entry + 4 + offsetBytes();
  }

  private int offset(ByteBuffer bytes, int at) {
    return Math.toIntExact(big ? bytes.getLong(at) : Integer.toUnsignedLong(bytes.getInt(at)));
  }

  List<Entry> entries() {
    return directories.stream().flatMap(directory -> directory.entries().stream()).toList();
  }

  /** The entries of some tags, in all directories. */
  List<Entry> entries(int... tags) {
    return entries().stream()
        .filter(entry -> Arrays.stream(tags).anyMatch(tag -> tag == entry.tag()))
        .toList();
  }

  /** Place of an entry for a person: IFD 2, tag 324. */
  String name(Entry entry) {
    for (int k = 0; k < directories.size(); k++) {
      if (directories.get(k).entries().contains(entry)) {
        return "IFD " + k + ", tag " + entry.tag();
      }
    }
    throw new IllegalArgumentException("no entry of this file");
  }
}
