package org.wsispark.slide;

import static org.wsispark.slide.Fault.cutOff;
import static org.wsispark.slide.Fault.refused;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Rows 1 to 5, 8 and 27: files whose header or chain of directories is wrong. */
final class HeaderFaults {
  private static final String NO_SLIDE =
      "this is no slide: the file does not start as a TIFF or SVS file does.*";

  private HeaderFaults() {}

  static Stream<Fault> all() {
    return Stream.of(header(), directories(), kinds()).flatMap(faults -> faults);
  }

  private static Supplier<byte[]> bytes(Supplier<byte[]> sound, Consumer<byte[]> change) {
    return () -> {
      byte[] file = sound.get();
      change.accept(file);
      return file;
    };
  }

  private static Supplier<byte[]> cut(int length) {
    return () -> Arrays.copyOf(TinyTiff.little().tiledBytes(), length);
  }

  private static Supplier<byte[]> text(String text) {
    return () -> text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] big() {
    return new TinyTiff(ByteOrder.LITTLE_ENDIAN, true).tiledBytes();
  }

  private static byte[] noise() {
    byte[] noise = new byte[4_096];
    new SplittableRandom(1).nextBytes(noise);
    return noise;
  }

  private static Stream<Fault> header() {
    Supplier<byte[]> sound = () -> TinyTiff.little().tiledBytes();
    Stream<Fault> short16 =
        Stream.iterate(1, length -> length < 8, length -> length + 1)
            .map(
                length ->
                    refused(
                        1,
                        length + " bytes of a slide",
                        cut(length),
                        length < 4 ? SlideError.UNRECOGNISED : SlideError.BAD_HEADER,
                        length < 4
                            ? NO_SLIDE
                            : "header: the file ends inside its header, after "
                                + length
                                + " bytes"));
    return Stream.concat(
        short16,
        Stream.of(
            refused(
                1, "empty file", () -> new byte[0], SlideError.UNRECOGNISED, "the file is empty.*"),
            refused(1, "random bytes", HeaderFaults::noise, SlideError.UNRECOGNISED, NO_SLIDE),
            cutOff(
                1,
                "16 bytes of a slide",
                cut(16),
                SlideError.SHORT_READ,
                "IFD 0: 124 bytes at offset 10"),
            refused(
                2,
                "version 44",
                bytes(sound, file -> file[2] = 44),
                SlideError.BAD_HEADER,
                "header: version 44 at offset 2, TIFF has 42 or 43"),
            refused(
                2,
                "BigTIFF with offsets of 4 bytes",
                bytes(HeaderFaults::big, file -> file[4] = 4),
                SlideError.BAD_HEADER,
                "header: BigTIFF with offsets of 4 bytes at offset 4, not 8"),
            cutOff(
                3,
                "first directory past the end",
                bytes(sound, file -> file[6] = 1),
                SlideError.BAD_OFFSET,
                "IFD 0: 2 bytes at offset 65544"),
            refused(
                3,
                "first directory in the header",
                bytes(sound, file -> file[4] = 4),
                SlideError.BAD_OFFSET,
                "IFD 0: lies in the header, at offset 4"),
            refused(
                3,
                "first directory one byte off",
                bytes(sound, file -> file[4] = 9),
                SlideError.BAD_OFFSET,
                "IFD 0: no directory begins at the odd offset 9: 0 tags at offset 9, "
                    + "from 1 to 4096 are read"),
            refused(
                3,
                "no first directory",
                bytes(sound, file -> file[4] = 0),
                SlideError.BAD_HEADER,
                "header: no first directory: its offset, at offset 4, is 0")));
  }

  private static Stream<Fault> directories() {
    return Stream.of(
        refused(
            4,
            "chain that leads back to itself",
            () -> {
              TinyTiff tiff = TinyTiff.little();
              tiff.tiled().next(-1);
              return tiff.bytes();
            },
            SlideError.LOOP,
            "IFD 1: leads back to the directory at offset 8"),
        refused(
            4,
            "chain of two that leads back",
            () -> {
              TinyTiff tiff = TinyTiff.little();
              tiff.tiled();
              tiff.tiled().next(8);
              return tiff.bytes();
            },
            SlideError.LOOP,
            "IFD 2: leads back to the directory at offset 8"),
        refused(
            4,
            "sub-IFD that leads back",
            () -> {
              TinyTiff tiff = TinyTiff.little();
              tiff.tiled().set(330, TinyTiff.LONG, 8);
              return tiff.bytes();
            },
            SlideError.LOOP,
            "IFD 0, sub-IFD 0: leads back to the directory at offset 8"),
        refused(
            5,
            "65,535 directories",
            () -> {
              TinyTiff tiff = TinyTiff.little();
              for (int k = 0; k < 65_535; k++) {
                tiff.bare();
              }
              return tiff.bytes();
            },
            SlideError.LIMIT,
            "IFD 1024: more than 1024 directories, the next at offset 18440"),
        refused(
            5,
            "65,535 tags",
            bytes(
                () -> TinyTiff.little().tiledBytes(), file -> Arrays.fill(file, 8, 10, (byte) -1)),
            SlideError.LIMIT,
            "IFD 0: 65535 tags at offset 8, from 1 to 4096 are read"),
        cutOff(
            8,
            "cut off after its header",
            cut(8),
            SlideError.BAD_OFFSET,
            "IFD 0: 2 bytes at offset 8"),
        cutOff(
            8,
            "cut off inside a directory",
            cut(70),
            SlideError.SHORT_READ,
            "IFD 0: 124 bytes at offset 10"));
  }

  private static Stream<Fault> kinds() {
    return Stream.of(
        refused(27, "PNG", text("\u0089PNG\r\n\u001a\n"), SlideError.UNRECOGNISED, NO_SLIDE),
        refused(27, "ZIP", text("PK\3\4\24\0\0\0\b\0"), SlideError.UNRECOGNISED, NO_SLIDE));
  }
}
