package org.wsispark.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wsispark.slide.Fault.read;
import static org.wsispark.slide.Fault.refused;
import static org.wsispark.testkit.pixels.PixelAssertions.assertThatPixels;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.RgbImage;

/** Rows 9 to 11, 13, 14 and 16: files whose tiles lie in wrong places, are missing or shared. */
final class TileFaults {
  private static final PixelRect ALL = new PixelRect(0, 0, 20, 12);

  private TileFaults() {}

  static Stream<Fault> all() {
    return Stream.of(places(), missing(), shared()).flatMap(faults -> faults);
  }

  private static byte[] full(int value) {
    byte[] tile = new byte[16 * 8 * 3];
    Arrays.fill(tile, (byte) value);
    return tile;
  }

  private static Fault place(int row, String what, SlideError code, long offset, String problem) {
    return refused(
        row,
        what,
        () -> {
          TinyTiff tiff = new TinyTiff(ByteOrder.BIG_ENDIAN, true);
          tiff.tiled().set(324, TinyTiff.LONG8, 400, offset, 400, 400);
          return tiff.bytes();
        },
        code,
        "IFD 0, tag 324 at offset \\d+: level 0, tile 1 of 4 .384 bytes at offset "
            + Long.toUnsignedString(offset)
            + ". "
            + problem);
  }

  private static Stream<Fault> places() {
    String past = "reaches past the end of the file .\\d+ bytes.\\. The file is cut off.*";
    return Stream.of(
        place(9, "cut off in the middle of a level", SlideError.TRUNCATED, 1_900, past),
        place(10, "tile behind the end", SlideError.TRUNCATED, 1L << 40, past),
        place(10, "tile whose end overflows", SlideError.TRUNCATED, Long.MAX_VALUE, past),
        place(10, "tile at a negative offset", SlideError.BAD_OFFSET, -8, "lies in no place.*"),
        place(10, "tile in the header", SlideError.BAD_OFFSET, 4, "lies in no place of a file"));
  }

  private static Stream<Fault> missing() {
    return Stream.of(
        read(
            11,
            "tile of no bytes",
            () -> {
              TinyTiff tiff = TinyTiff.little();
              tiff.tiled().tiles(full(77), new byte[0], full(77), full(77));
              return tiff.bytes();
            },
            reader -> {
              RgbImage image = reader.read(0, ALL);
              assertThatPixels(image.crop(new PixelRect(16, 0, 4, 8)))
                  .isEqualTo(RgbImage.white(4, 8));
              assertThat(image.rgb()[0]).isEqualTo((byte) 77);
              assertThat(reader.stats().missingTiles()).isEqualTo(1);
            }),
        read(
            16,
            "width and height that are no multiple of the tile's",
            () -> {
              TinyTiff tiff = TinyTiff.little();
              tiff.tiled();
              return tiff.bytes();
            },
            reader -> {
              RgbImage image = reader.read(0, new PixelRect(15, 7, 8, 8));
              assertThat(image.rgb()[0]).as("tile 0").isEqualTo((byte) 10);
              assertThat(image.rgb()[3]).as("tile 1").isEqualTo((byte) 20);
              assertThat(image.rgb()[8 * 3]).as("tile 2").isEqualTo((byte) 30);
              assertThatPixels(image.crop(new PixelRect(5, 0, 3, 8)))
                  .isEqualTo(RgbImage.white(3, 8));
              assertThatPixels(image.crop(new PixelRect(0, 5, 8, 3)))
                  .isEqualTo(RgbImage.white(8, 3));
            }));
  }

  /** A slide whose tile k begins {@code step * k} bytes after the first. */
  private static Supplier<byte[]> overlapping(int side, int step) {
    return () -> {
      int tiles = side * side;
      long[] offsets = new long[tiles];
      long[] counts = new long[tiles];
      Arrays.setAll(offsets, k -> 400 + (long) step * k);
      Arrays.fill(counts, 16 * 8 * 3);
      TinyTiff tiff = TinyTiff.little();
      tiff.tiled()
          .set(256, TinyTiff.LONG, 16L * side)
          .set(257, TinyTiff.LONG, 8L * side)
          .tiles()
          .set(324, TinyTiff.LONG, offsets)
          .set(325, TinyTiff.LONG, counts);
      byte[] file = Arrays.copyOf(tiff.bytes(), 400 + step * tiles + 8 * tiles + 2_000);
      return file;
    };
  }

  private static Stream<Fault> shared() {
    return Stream.of(
        read(
            13,
            "tiles that share their bytes",
            () -> {
              TinyTiff tiff = TinyTiff.little();
              tiff.tiled().set(324, TinyTiff.LONG, 1_000, 1_000, 1_000, 1_000);
              return tiff.bytes();
            },
            reader -> {
              assertThatPixels(reader.read(0, new PixelRect(0, 0, 4, 8)))
                  .isEqualTo(reader.read(0, new PixelRect(16, 0, 4, 8)));
              assertThat(reader.stats().tilesDecoded()).isEqualTo(2);
            }),
        read(
            14,
            "tiles that overlap in the file",
            overlapping(4, 100),
            reader ->
                assertThat(reader.read(0, new PixelRect(0, 0, 64, 32)).width()).isEqualTo(64)),
        read(
            14,
            "a read of more than 10,000 tiles",
            overlapping(101, 1),
            reader -> {
              assertThat(reader.read(0, new PixelRect(0, 0, 1_616, 808)).height()).isEqualTo(808);
              assertThat(reader.stats().tilesDecoded()).isEqualTo(101 * 101);
            }));
  }
}
