package org.wsispark.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wsispark.slide.Fault.cutOff;
import static org.wsispark.slide.Fault.read;
import static org.wsispark.slide.Fault.refused;

import java.nio.ByteOrder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Rows 6 to 8, 12, 15 to 18 and 24 to 26: files whose tags are wrong. */
final class TagFaults {
  private TagFaults() {}

  static Stream<Fault> all() {
    return Stream.of(values(), sizes(), layouts(), texts()).flatMap(faults -> faults);
  }

  private static Supplier<byte[]> tiff(Consumer<TinyTiff.Directory> change) {
    return () -> {
      TinyTiff tiff = TinyTiff.little();
      change.accept(tiff.tiled());
      return tiff.bytes();
    };
  }

  private static Stream<Fault> values() {
    return Stream.of(
        refused(
            6,
            "604,110,848 values in a small file",
            tiff(directory -> directory.count(270, 2, 604_110_848L, 100)),
            SlideError.BAD_OFFSET,
            "IFD 0, tag 270 at offset \\d+: 604110848 values of 1 bytes are more than the file "
                + "holds .\\d+ bytes."),
        refused(
            6,
            "a count that overflows when it is multiplied",
            () -> {
              TinyTiff tiff = new TinyTiff(ByteOrder.LITTLE_ENDIAN, true);
              tiff.tiled().count(273, TinyTiff.LONG8, 0x2000_0000_0000_0001L, 100);
              return tiff.bytes();
            },
            SlideError.BAD_OFFSET,
            "IFD 0, tag 273 at offset \\d+: 2305843009213693953 values of 8 bytes are more than "
                + "the file holds .\\d+ bytes."),
        read(
            7,
            "a tag of an unknown type that nobody needs",
            tiff(directory -> directory.count(270, 221, 9, 8)),
            reader -> assertThat(reader.info().width()).isEqualTo(20)),
        refused(
            7,
            "the width of an unknown type",
            tiff(directory -> directory.count(256, 221, 1, 20)),
            SlideError.BAD_TAG,
            "IFD 0, tag 256 at offset 8: is missing"),
        cutOff(
            8,
            "cut off inside the values of a tag",
            tiff(directory -> directory.count(270, 2, 341, 1_600)),
            SlideError.SHORT_READ,
            "IFD 0, tag 270 at offset \\d+: 341 bytes at offset 1600"),
        refused(
            12,
            "offsets of 3 of 4 tiles",
            tiff(directory -> directory.set(324, TinyTiff.LONG, 200, 200, 200)),
            SlideError.BAD_TILE_TABLE,
            "IFD 0, tag 324 at offset \\d+: 3 entries for 4 tiles or strips .2 x 2."),
        refused(
            12,
            "byte counts of 5 of 4 tiles",
            tiff(directory -> directory.set(325, TinyTiff.LONG, 1, 1, 1, 1, 1)),
            SlideError.BAD_TILE_TABLE,
            "IFD 0, tag 325 at offset \\d+: 5 entries for 4 tiles or strips .2 x 2."));
  }

  private static Fault limit(String what, int tag, long value, String problem) {
    return refused(
        15,
        what,
        tiff(directory -> directory.set(tag, TinyTiff.LONG, value)),
        tag == 277 ? SlideError.UNSUPPORTED_LAYOUT : SlideError.LIMIT,
        "IFD 0, tag " + tag + " at offset \\d+: " + problem);
  }

  private static Stream<Fault> sizes() {
    return Stream.of(
        limit(
            "width of 2^31 - 1",
            256,
            Integer.MAX_VALUE,
            "a size of 2147483647 pixels, at most 1073741824 are read"),
        limit("tile of 65,535", 322, 65_535, "a size of 65535 pixels, at most 8192 are read"),
        limit("65,529 samples", 277, 65_529, "65529 samples per pixel, 1 to 4 are read"),
        refused(
            15,
            "a macro of one strip of 900 MB",
            () -> {
              TinyTiff tiff = TinyTiff.little();
              tiff.tiled().text(270, "Aperio test");
              tiff.tiled()
                  .remove(322)
                  .remove(323)
                  .tiles()
                  .set(254, TinyTiff.LONG, 9)
                  .set(256, TinyTiff.LONG, 30_000)
                  .set(257, TinyTiff.LONG, 10_000)
                  .set(273, TinyTiff.LONG, 8)
                  .set(279, TinyTiff.LONG, 8);
              return tiff.bytes();
            },
            SlideError.LIMIT,
            "IFD 1, tag 278 at offset \\d+: 900000000 bytes per decoded tile or strip, at most "
                + "268435456 are read"),
        refused(
            16,
            "0 x 0 pixels",
            tiff(directory -> directory.set(256, TinyTiff.SHORT, 0).set(257, TinyTiff.SHORT, 0)),
            SlideError.BAD_TAG,
            "IFD 0, tag 256 at offset \\d+: a size of 0 pixels"),
        refused(
            16,
            "tile width 0",
            tiff(directory -> directory.set(322, TinyTiff.SHORT, 0)),
            SlideError.BAD_TAG,
            "IFD 0, tag 322 at offset \\d+: a size of 0 pixels"));
  }

  private static Fault compression(int compression) {
    return refused(
        17,
        "compression " + compression,
        tiff(directory -> directory.set(259, TinyTiff.SHORT, compression)),
        SlideError.UNSUPPORTED_COMPRESSION,
        "IFD 0 at offset 8, level 0: Unsupported TIFF compression: " + compression + "\\. Read .*");
  }

  private static Fault layout(String what, int tag, String problem, long... values) {
    return refused(
        18,
        what,
        tiff(directory -> directory.set(tag, TinyTiff.SHORT, values)),
        SlideError.UNSUPPORTED_LAYOUT,
        "IFD 0, tag " + tag + " at offset \\d+: " + problem);
  }

  private static Stream<Fault> layouts() {
    return Stream.of(
        compression(200),
        compression(10_000),
        compression(6),
        layout("two planes of depth", 32_997, "more than one plane of depth", 2),
        layout(
            "samples of 12 bits",
            258,
            "samples of 8 bits are read, these have .12, 12, 12.",
            12,
            12,
            12),
        layout("samples in planes", 284, "samples in planes", 2));
  }

  private static Supplier<byte[]> described(String description) {
    return tiff(directory -> directory.text(270, description));
  }

  private static Fault noMpp(String pair) {
    return read(
        25,
        "no resolution in \"" + pair + "\"",
        described("Aperio x\r\n20x12|" + pair + "|AppMag = 20"),
        reader -> {
          assertThat(reader.info().mpp()).isEmpty();
          assertThat(reader.info().appMag()).hasValue(20);
        });
  }

  private static Stream<Fault> texts() {
    return Stream.of(
        read(
            24,
            "description of bars, bare keys and doubled equal signs",
            described("Aperio x\r\n20x12||||key|a=b=c| = |MPP = 0,5|MPP|"),
            reader -> {
              assertThat(reader.info().mpp().orElseThrow().umPerPx()).isEqualTo(0.5);
              assertThat(reader.info().droppedProperties()).isEqualTo(4);
            }),
        read(
            24,
            "description that no zero byte ends",
            tiff(directory -> directory.set(270, 2, 'A', 'p', 'e', 'r', 'i', 'o')),
            reader -> assertThat(reader.info().vendor()).isEqualTo("aperio")),
        noMpp("MPP = 0"),
        noMpp("MPP = NaN"),
        noMpp("MPP = 1e30"),
        noMpp("MPP = -0.5"),
        refused(
            26,
            "a second level larger than the first",
            () -> {
              TinyTiff tiff = TinyTiff.little();
              tiff.tiled().text(270, "Aperio test");
              tiff.tiled().set(256, TinyTiff.SHORT, 32);
              return tiff.bytes();
            },
            SlideError.BAD_TAG,
            "IFD 1, tag 256 at offset \\d+: level 1 of 32x12 pixels is no reduction of level 0 "
                + ".20x12. after level 0 .20x12."));
  }
}
