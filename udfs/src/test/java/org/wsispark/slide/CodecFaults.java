package org.wsispark.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wsispark.slide.Fault.read;
import static org.wsispark.slide.Fault.refused;
import static org.wsispark.testkit.pixels.PixelAssertions.assertThatPixels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.write.ChromaSampling;
import org.wsispark.slide.write.TileEncoder;
import org.wsispark.testkit.slide.Jpeg2000Encoder;

/** Rows 19 to 23: files whose compressed tiles are wrong. */
final class CodecFaults {
  private static final int RED = 200;
  private static final int GREEN = 30;
  private static final int BLUE = 60;
  private static final PixelRect ALL = new PixelRect(0, 0, 20, 12);
  private static final String TILE_1 =
      "level 0, tile 1 .column 1, row 0; \\d+ bytes at offset \\d+.: ";

  private static final String COPY_AGAIN = "\\. Copy the file again; it is damaged";

  private CodecFaults() {}

  static Stream<Fault> all() {
    return Stream.of(jpeg(), tables(), jpeg2000()).flatMap(faults -> faults);
  }

  private static RgbImage solid() {
    byte[] rgb = new byte[16 * 8 * 3];
    for (int k = 0; k < rgb.length; k += 3) {
      rgb[k] = (byte) RED;
      rgb[k + 1] = GREEN;
      rgb[k + 2] = BLUE;
    }
    return new RgbImage(16, 8, rgb);
  }

  /** A JPEG slide whose tile 1 is changed. */
  private static Supplier<byte[]> jpeg(UnaryOperator<byte[]> change) {
    return () -> {
      byte[] sound = TileEncoder.jpegYcc(95, ChromaSampling.WHOLE, false).encode(solid());
      TinyTiff tiff = TinyTiff.little();
      tiff.tiled()
          .set(259, TinyTiff.SHORT, 7)
          .set(262, TinyTiff.SHORT, 6)
          .tiles(sound, change.apply(sound.clone()), sound, sound);
      return tiff.bytes();
    };
  }

  private static Fault badJpeg(int row, String what, UnaryOperator<byte[]> change, String problem) {
    return refused(row, what, jpeg(change), SlideError.BAD_TILE, TILE_1 + problem + COPY_AGAIN);
  }

  private static int marker(byte[] data, int marker) {
    for (int k = 0; k + 1 < data.length; k++) {
      if (data[k] == (byte) 0xff && data[k + 1] == (byte) marker) {
        return k;
      }
    }
    throw new IllegalArgumentException("no marker " + marker);
  }

  private static byte[] put(byte[] data, int at, int... values) {
    for (int k = 0; k < values.length; k++) {
      data[at + k] = (byte) values[k];
    }
    return data;
  }

  private static byte[] insert(byte[] data, int at, byte[] more) {
    byte[] all = Arrays.copyOf(data, data.length + more.length);
    System.arraycopy(more, 0, all, at, more.length);
    System.arraycopy(data, at, all, at + more.length, data.length - at);
    return all;
  }

  /** As if the frame were progressive and its scan came a thousand times. */
  private static byte[] progressive(byte[] data) {
    put(data, marker(data, 0xc0) + 1, 0xc2);
    int scan = marker(data, 0xda);
    List<byte[]> scans = Collections.nCopies(1_000, Arrays.copyOfRange(data, scan, scan + 14));
    byte[] all = new byte[14_000];
    for (int k = 0; k < scans.size(); k++) {
      System.arraycopy(scans.get(k), 0, all, 14 * k, 14);
    }
    return insert(data, scan, all);
  }

  private static Stream<Fault> jpeg() {
    return Stream.of(
        badJpeg(
            19,
            "no SOI",
            data -> Arrays.copyOfRange(data, 2, data.length),
            "the JPEG tile does not begin with a start marker"),
        badJpeg(
            19,
            "no EOI",
            data -> Arrays.copyOf(data, data.length - 2),
            "the JPEG stream has no end: it is cut off"),
        badJpeg(
            19,
            "a marker that is too long",
            data -> put(data, marker(data, 0xdb) + 2, 0xff),
            "JPEG marker db of 65347 bytes at byte \\d+ of the tile"),
        badJpeg(
            19,
            "SOS before SOF",
            data -> put(data, marker(data, 0xc0) + 1, 0xe5),
            "a scan comes before the frame header"),
        badJpeg(
            20,
            "a frame of 60,000 x 60,000",
            data -> put(data, marker(data, 0xc0) + 5, 0xea, 0x60, 0xea, 0x60),
            "the JPEG frame is 60000x60000, 16x8 is wanted"),
        badJpeg(
            21,
            "1,000 progressive scans",
            CodecFaults::progressive,
            "more than 100 progressive scans"));
  }

  private static Supplier<byte[]> withTables(byte[] tables) {
    return () -> {
      byte[] tile = TileEncoder.jpegYcc(95, ChromaSampling.WHOLE, true).encode(solid());
      long[] values = new long[tables.length];
      Arrays.setAll(values, k -> tables[k] & 255);
      TinyTiff tiff = TinyTiff.little();
      TinyTiff.Directory directory =
          tiff.tiled()
              .set(259, TinyTiff.SHORT, 7)
              .set(262, TinyTiff.SHORT, 6)
              .tiles(tile, tile, tile, tile);
      if (tables.length > 0) {
        directory.set(347, 7, values);
      }
      return tiff.bytes();
    };
  }

  private static Stream<Fault> tables() {
    byte[] adobeRgb = {
      (byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
    };
    return Stream.of(
        refused(
            22,
            "JPEGTables missing",
            withTables(new byte[0]),
            SlideError.BAD_TILE,
            "level 0, tile 0 .*: OpenCV cannot decode it" + COPY_AGAIN),
        refused(
            22,
            "JPEGTables that are text",
            withTables(new byte[] {'t', 'a', 'b', 'l', 'e', 's'}),
            SlideError.BAD_TILE,
            "IFD 0 at offset 8, level 0: the JPEG tables does not begin with a start marker"),
        refused(
            22,
            "JPEGTables that are cut off",
            withTables(new byte[] {-1, (byte) 0xd8, -1, (byte) 0xdb, 0, 67, 0, 1}),
            SlideError.BAD_TILE,
            "IFD 0 at offset 8, level 0: JPEG marker db of 67 bytes at byte 2 of the tables"),
        read(
            22,
            "an Adobe marker that says RGB of YCbCr samples",
            jpeg(data -> insert(data, 2, adobeRgb)),
            reader -> {
              RgbImage image = reader.read(0, ALL);
              for (int k = 0; k < image.rgb().length; k += 3) {
                assertThat(image.rgb()[k] & 255).isBetween(RED - 8, RED + 8);
                assertThat(image.rgb()[k + 1] & 255).isBetween(GREEN - 8, GREEN + 8);
                assertThat(image.rgb()[k + 2] & 255).isBetween(BLUE - 8, BLUE + 8);
              }
            }));
  }

  private static Supplier<byte[]> jpeg2000(UnaryOperator<byte[]> change) {
    return () -> {
      byte[] sound = Jpeg2000Encoder.rgb().encode(solid());
      TinyTiff tiff = TinyTiff.little();
      tiff.tiled()
          .set(259, TinyTiff.SHORT, 33_005)
          .tiles(sound, change.apply(sound.clone()), sound, sound);
      return tiff.bytes();
    };
  }

  private static Fault badJpeg2000(String what, UnaryOperator<byte[]> change, String problem) {
    return refused(23, what, jpeg2000(change), SlideError.BAD_TILE, TILE_1 + problem + COPY_AGAIN);
  }

  private static Stream<Fault> jpeg2000() {
    List<Fault> faults = new ArrayList<>();
    faults.add(
        badJpeg2000(
            "no SOC", data -> put(data, 0, 0), "begins with 004fff51, no JPEG 2000 codestream"));
    faults.add(
        badJpeg2000(
            "1 component", data -> put(data, 40, 0, 1), "1 JPEG 2000 components, 3 are wanted"));
    faults.add(
        badJpeg2000(
            "larger than its tile",
            data -> put(data, 10, 1, 0),
            "the JPEG 2000 image is 256x8, 16x8 is wanted"));
    faults.add(
        badJpeg2000(
            "a bad marker behind the size",
            data -> put(data, 38 + 2 + 2 + 9 + 1, 0),
            "OpenJPEG cannot decode it"));
    faults.add(
        read(
            23,
            "no EOC",
            jpeg2000(data -> Arrays.copyOf(data, data.length - 2)),
            reader ->
                assertThatPixels(reader.read(0, new PixelRect(16, 0, 4, 8)))
                    .isEqualTo(solid().crop(new PixelRect(0, 0, 4, 8)))));
    return faults.stream();
  }
}
