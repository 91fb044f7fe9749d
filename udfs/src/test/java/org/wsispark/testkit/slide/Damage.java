package org.wsispark.testkit.slide;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.wsispark.testkit.slide.TiffMap.Directory;
import org.wsispark.testkit.slide.TiffMap.Entry;

/** What can be wrong with a slide file. */
public enum Damage {
  /** A bit of the header. */
  HEADER_BIT(tiff -> tiff.flip("header", 0, tiff.map().headerBytes())),
  /** A bit of an entry of a directory. */
  ENTRY_BIT(
      tiff -> {
        Entry entry = tiff.any(tiff.map().entries());
        return tiff.flip(tiff.map().name(entry), entry.at(), entry.at() + tiff.map().entryBytes());
      }),
  /** A bit of the values of a tag: sizes, tile tables, descriptions, JPEG tables. */
  VALUE_BIT(
      tiff -> {
        Entry entry = valued(tiff, tiff.map().entries());
        return tiff.flip(tiff.map().name(entry) + ", value", entry.valueAt(), entry.valueEnd());
      }),
  /** A bit of the pixel data of a tile. */
  TILE_BIT(
      tiff -> {
        Entry offsets = valued(tiff, tiff.map().entries(324));
        Entry counts = partner(tiff, offsets);
        int k = tiff.anyIn(0, Math.min(offsets.count(), counts.count()));
        int at = (int) tiff.number(offsets, k);
        int length = (int) tiff.number(counts, k);
        return length == 0
            ? VALUE_BIT.apply(tiff)
            : tiff.flip("tile " + k + " of " + tiff.map().name(offsets), at, at + length);
      }),
  /** The file ends early, anywhere. */
  CUT_ANYWHERE(tiff -> tiff.cut(tiff.anyIn(0, tiff.bytes().length))),
  /** The file ends inside a directory. */
  CUT_IN_DIRECTORY(
      tiff -> {
        Directory directory = tiff.any(tiff.map().directories());
        return tiff.cut(tiff.anyIn(directory.at(), directory.nextAt() + tiff.map().offsetBytes()));
      }),
  /** The byte-order mark is another: the other order's, none, or a mixed one. */
  WRONG_MARK(
      tiff -> {
        int at = tiff.anyIn(0, 2);
        int old = tiff.bytes()[at];
        List<Integer> others = Stream.of(73, 77, 120).filter(mark -> mark != old).toList();
        return tiff.put("byte-order mark, byte " + at, at, 1, tiff.any(others));
      }),
  /** The version is not 42 or 43, or that of the other offset size. */
  WRONG_VERSION(
      tiff -> tiff.put("version", 2, 2, tiff.any(List.of(0, 41, 42, 43, 44, 0x2A00, 0xFFFF)))),
  /** The first directory is elsewhere. */
  FIRST_DIRECTORY(tiff -> tiff.putOffset("first directory", tiff.map().firstAt(), tiff.nasty())),
  /** A directory has another number of entries. */
  ENTRY_COUNT(
      tiff -> {
        Directory directory = tiff.any(tiff.map().directories());
        return tiff.put(
            "entries of the directory at " + directory.at(),
            directory.at(),
            tiff.map().big() ? 8 : 2,
            tiff.nasty());
      }),
  /** A tag has another number, its values stay. */
  TAG_NUMBER(
      tiff -> {
        Entry entry = tiff.any(tiff.map().entries());
        int other = tiff.any(tiff.map().entries()).tag();
        return tiff.put(tiff.map().name(entry) + ", number", entry.at(), 2, other + 1L);
      }),
  /** A tag has another type, known or not. */
  TYPE(
      tiff -> {
        Entry entry = tiff.any(tiff.map().entries());
        return tiff.put(
            tiff.map().name(entry) + ", type", entry.at() + 2, 2, tiff.anyIn(0, 19) * 13L % 19);
      }),
  /** A tag has another number of values. */
  COUNT(
      tiff -> {
        Entry entry = tiff.any(tiff.map().entries());
        long count = tiff.anyIn(0, 2) == 0 ? entry.count() + 1L : tiff.nasty();
        return tiff.putOffset(
            tiff.map().name(entry) + ", count", tiff.map().countAt(entry.at()), count);
      }),
  /** A tag's inline values, or the offset of its values, is another. */
  FIELD(
      tiff -> {
        Entry entry = tiff.any(tiff.map().entries());
        return tiff.putOffset(
            tiff.map().name(entry) + ", field", tiff.map().fieldAt(entry.at()), tiff.nasty());
      }),
  /** One value of a tag is another. */
  VALUE(
      tiff -> {
        Entry entry = valued(tiff, tiff.map().entries());
        return value(tiff, entry, tiff.nasty());
      }),
  /** A directory leads back to itself or another one. */
  LOOP(
      tiff -> {
        Directory from = tiff.any(tiff.map().directories());
        Directory to = tiff.any(tiff.map().directories());
        return tiff.putOffset("next directory at " + from.nextAt(), from.nextAt(), to.at());
      }),
  /** The chain of directories leads out of the file. */
  NEXT_PAST_END(
      tiff -> {
        Directory from = tiff.any(tiff.map().directories());
        return tiff.putOffset("next directory at " + from.nextAt(), from.nextAt(), tiff.pastEnd());
      }),
  /** A tile or strip lies behind the end of the file. */
  TILE_PAST_END(tiff -> value(tiff, valued(tiff, tiff.map().entries(324, 273)), tiff.pastEnd())),
  /** A tile or strip has no bytes. */
  TILE_OF_NOTHING(tiff -> value(tiff, valued(tiff, tiff.map().entries(325, 279)), 0)),
  /** A tile or strip is longer than the file. */
  TILE_TOO_LONG(tiff -> value(tiff, valued(tiff, tiff.map().entries(325, 279)), tiff.pastEnd()));

  private final Function<MutableTiff, String> change;

  Damage(Function<MutableTiff, String> change) {
    this.change = change;
  }

  /** Does it, and tells what was done. */
  String apply(MutableTiff tiff) {
    return change.apply(tiff);
  }

  private static Entry valued(MutableTiff tiff, List<Entry> entries) {
    return tiff.any(entries.stream().filter(entry -> entry.count() > 0).toList());
  }

  private static String value(MutableTiff tiff, Entry entry, long value) {
    int k = tiff.anyIn(0, entry.count());
    String place = "%s, value %d of %d".formatted(tiff.map().name(entry), k, entry.count());
    return tiff.put(place, entry.valueAt() + k * entry.size(), entry.size(), value);
  }

  /** The byte counts beside tile offsets. */
  private static Entry partner(MutableTiff tiff, Entry offsets) {
    return tiff.map().directories().stream()
        .filter(directory -> directory.entries().contains(offsets))
        .flatMap(directory -> directory.entries().stream())
        .filter(entry -> entry.tag() == 325)
        .findFirst()
        .orElseThrow();
  }
}
