package org.wsispark.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.RgbImage;
import org.wsispark.testkit.slide.MemorySource;

/** Every defect of the structure ends in a typed error that names the place. */
class DamagedTiffTest {

  private static void refuses(byte[] file, SlideError code, String message) {
    MemorySource source = new MemorySource(file);
    assertThatThrownBy(() -> SlideReaders.open(source))
        .isInstanceOfSatisfying(
            WsiException.class,
            e -> {
              assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
              assertThat(e.slide()).contains("memory.svs");
              assertThat(e.getMessage()).doesNotContain("\n").containsPattern(message);
            });
    assertThat(source.isClosed()).as("source closed after a failure").isTrue();
  }

  private static Arguments defect(
      String name, Consumer<TinyTiff.Directory> change, SlideError code, String message) {
    return Arguments.of(name, change, code, message);
  }

  static Stream<Arguments> defects() {
    return Stream.of(
        defect("loop", d -> d.next(-1), SlideError.LOOP, "IFD 1.*leads back.*offset 8"),
        defect(
            "next in header", d -> d.next(4), SlideError.BAD_OFFSET, "IFD 1.*lies in the header"),
        defect("next past end", d -> d.next(99_999), SlideError.BAD_OFFSET, "IFD 1.*99999.*past"),
        defect(
            "value past end",
            d -> d.count(270, 2, 50, 4_000_000_000L),
            SlideError.BAD_OFFSET,
            "IFD 0, tag 270.*4000000000"),
        defect(
            "absurd count",
            d -> d.count(270, 2, 604_110_848L, 100),
            SlideError.BAD_OFFSET,
            "IFD 0, tag 270.*604110848"),
        defect(
            "tile past end",
            d -> d.set(324, TinyTiff.LONG, 200, 200, 200, 5_000),
            SlideError.TRUNCATED,
            "IFD 0, tag 324.*level 0, tile 3 of 4.*5000.*past the end"),
        defect(
            "tile in header",
            d -> d.set(324, TinyTiff.LONG, 200, 2, 200, 200),
            SlideError.BAD_OFFSET,
            "tile 1 of 4"),
        defect(
            "table too short",
            d -> d.set(324, TinyTiff.LONG, 200, 200, 200),
            SlideError.BAD_TILE_TABLE,
            "IFD 0, tag 324.*3 entries for 4"),
        defect(
            "table too long",
            d -> d.set(325, TinyTiff.LONG, 1, 1, 1, 1, 1),
            SlideError.BAD_TILE_TABLE,
            "IFD 0, tag 325.*5 entries for 4"),
        defect(
            "table of text",
            d -> d.set(325, 7, 1, 1, 1, 1, 1),
            SlideError.BAD_TAG,
            "tag 325.*UNDEFINED"),
        defect("no width", d -> d.remove(256), SlideError.BAD_TAG, "tag 256.*missing"),
        defect("no height", d -> d.set(257, 3, 0), SlideError.BAD_TAG, "tag 257.*0 pixels"),
        defect("no tile width", d -> d.set(322, 3, 0), SlideError.BAD_TAG, "tag 322"),
        defect("huge tile", d -> d.set(322, 3, 65_535), SlideError.LIMIT, "tag 322.*at most 8192"),
        defect("huge image", d -> d.set(256, 4, 1L << 31), SlideError.LIMIT, "tag 256.*2147483648"),
        defect(
            "huge samples",
            d -> d.set(277, 3, 65_529),
            SlideError.UNSUPPORTED_LAYOUT,
            "tag 277.*65529"),
        defect(
            "12 bits",
            d -> d.set(258, 3, 12, 12, 12),
            SlideError.UNSUPPORTED_LAYOUT,
            "tag 258.*12"),
        defect("planes", d -> d.set(284, 3, 2), SlideError.UNSUPPORTED_LAYOUT, "tag 284.*planes"),
        defect("depth", d -> d.set(32_997, 4, 2), SlideError.UNSUPPORTED_LAYOUT, "tag 32997"),
        defect(
            "palette",
            d -> d.set(262, 3, 3),
            SlideError.UNSUPPORTED_LAYOUT,
            "IFD 0 at offset 8, level 0"),
        defect(
            "compression 200",
            d -> d.set(259, 3, 200),
            SlideError.UNSUPPORTED_COMPRESSION,
            "level 0.*Unsupported TIFF compression: 200"),
        defect(
            "old JPEG",
            d -> d.set(259, 3, 6),
            SlideError.UNSUPPORTED_COMPRESSION,
            "compression: 6"),
        defect(
            "JPEG 2000 of a palette",
            d -> d.set(259, 3, 34_712).set(262, 3, 3),
            SlideError.UNSUPPORTED_LAYOUT,
            "JPEG 2000.*photometric interpretation 3"),
        defect(
            "WebP",
            d -> d.set(259, 3, 50_001),
            SlideError.UNSUPPORTED_COMPRESSION,
            "compression: 50001"),
        defect(
            "sub-directory past end",
            d -> d.set(330, TinyTiff.LONG, 1 << 30),
            SlideError.BAD_OFFSET,
            "IFD 0, sub-IFD 0.*1073741824"),
        defect(
            "sub-directory that is its parent",
            d -> d.set(330, TinyTiff.LONG, 8),
            SlideError.LOOP,
            "IFD 0, sub-IFD 0.*offset 8"),
        defect("predictor 3", d -> d.set(317, 3, 3), SlideError.UNSUPPORTED_LAYOUT, "predictor 3"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("defects")
  void refusesWithCodeAndPlace(
      String name, Consumer<TinyTiff.Directory> change, SlideError code, String message) {
    TinyTiff tiff = TinyTiff.little();
    change.accept(tiff.tiled());
    refuses(tiff.bytes(), code, message);
  }

  @Test
  void refusesLevelsThatAreNoPyramid() {
    TinyTiff tiff = TinyTiff.little();
    tiff.tiled().text(270, "Aperio test");
    tiff.tiled().set(256, TinyTiff.SHORT, 32);
    refuses(tiff.bytes(), SlideError.BAD_TAG, "IFD 1, tag 256.*level 1 of 32x12.*level 0");
  }

  @Test
  void refusesAChainOfTwoDirectoriesThatLoops() {
    TinyTiff tiff = TinyTiff.little();
    tiff.tiled();
    tiff.tiled().next(8);
    refuses(tiff.bytes(), SlideError.LOOP, "IFD 2.*offset 8");
  }

  @Test
  void refusesMoreDirectoriesThanTheLimit() {
    TinyTiff tiff = TinyTiff.little();
    for (int k = 0; k < 1_025; k++) {
      tiff.tiled();
    }
    refuses(tiff.bytes(), SlideError.LIMIT, "IFD 1024.*more than 1024");
  }

  @Test
  void refusesMoreTagsThanTheLimit() {
    byte[] file = TinyTiff.little().tiledBytes();
    file[8] = (byte) 0xff;
    file[9] = (byte) 0xff;
    refuses(file, SlideError.LIMIT, "IFD 0.*65535 tags");
  }

  @Test
  void refusesAnOffsetThatIsNegativeAsSigned64() {
    TinyTiff tiff = new TinyTiff(ByteOrder.BIG_ENDIAN, true);
    tiff.tiled().set(324, TinyTiff.LONG8, 300, 300, -8, 300);
    refuses(tiff.bytes(), SlideError.BAD_OFFSET, "tile 2 of 4.*18446744073709551608");
  }

  @Test
  void refusesWhatIsNoTiff() {
    refuses(new byte[0], SlideError.UNRECOGNISED, "empty");
    refuses("II".getBytes(StandardCharsets.UTF_8), SlideError.UNRECOGNISED, "no slide");
    String text = "II have renamed this text file to .svs\n";
    refuses(text.getBytes(StandardCharsets.UTF_8), SlideError.UNRECOGNISED, "no slide");
    SplittableRandom random = new SplittableRandom(7);
    for (int k = 0; k < 200; k++) {
      byte[] noise = new byte[random.nextInt(3, 64)];
      random.nextBytes(noise);
      noise[0] = 'x';
      refuses(noise, SlideError.UNRECOGNISED, "no slide");
    }
  }

  @ParameterizedTest
  @CsvSource({"true,LITTLE", "false,BIG"})
  void refusesABadHeader(boolean big, String order) {
    ByteOrder byteOrder = order.equals("BIG") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    byte[] file = new TinyTiff(byteOrder, big).tiledBytes();
    byte[] version = file.clone();
    version[order.equals("BIG") ? 3 : 2] = 44;
    refuses(version, SlideError.BAD_HEADER, "header.*version 44");
    if (big) {
      byte[] offsets = file.clone();
      offsets[4] = 4;
      refuses(offsets, SlideError.BAD_HEADER, "offsets of 4 bytes");
    }
  }

  @Test
  void aFileCutAnywhereIsATypedError() {
    TinyTiff tiff = TinyTiff.little();
    tiff.tiled().text(270, "Aperio test|MPP = 0.5");
    byte[] file = tiff.bytes();
    for (int length = 0; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> SlideReaders.open(new MemorySource(cut)))
          .as("cut at %d of %d", length, file.length)
          .isInstanceOf(WsiException.class);
    }
    try (SlideReader reader = SlideReaders.open(new MemorySource(file))) {
      assertThat(reader.info().vendor()).isEqualTo("aperio");
    }
  }

  @Test
  void aMissingTileIsWhiteAndCounted() {
    TinyTiff tiff = TinyTiff.little();
    TinyTiff.Directory directory = tiff.tiled();
    byte[] full = new byte[16 * 8 * 3];
    Arrays.fill(full, (byte) 77);
    directory.tiles(full, new byte[0], full, full);
    try (SlideReader reader = SlideReaders.open(new MemorySource(tiff.bytes()))) {
      RgbImage image = reader.read(0, new PixelRect(0, 0, 20, 12));
      assertThat(image.crop(new PixelRect(16, 0, 4, 8))).isEqualTo(RgbImage.white(4, 8));
      assertThat(image.rgb()[0]).isEqualTo((byte) 77);
      assertThat(reader.stats()).isEqualTo(new ReadStats(3, 0, 1, 3L * full.length));
      assertThat(reader.info().levels().get(0).bytes().total()).isEqualTo(3L * full.length);
    }
  }

  @Test
  void tilesMayShareTheirBytes() {
    TinyTiff tiff = TinyTiff.little();
    byte[] tile = new byte[16 * 8 * 3];
    Arrays.fill(tile, (byte) 5);
    TinyTiff.Directory directory = tiff.tiled();
    directory.tiles(tile, tile, tile, tile);
    try (SlideReader apart = SlideReaders.open(new MemorySource(tiff.bytes()))) {
      directory.set(324, TinyTiff.LONG, 300, 300, 300, 300);
      byte[] shared = tiff.bytes();
      Arrays.fill(shared, 300, 300 + tile.length, (byte) 5);
      try (SlideReader together = SlideReaders.open(new MemorySource(shared))) {
        PixelRect all = new PixelRect(0, 0, 20, 12);
        assertThat(together.read(0, all)).isEqualTo(apart.read(0, all));
        assertThat(together.info().directoryDigest()).isNotEqualTo(apart.info().directoryDigest());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bad_header1.tif,BAD_HEADER,version 298",
    "bad_ifd_offset.tif,BAD_OFFSET,IFD 1.*2018915346",
    "bad_tag_offset.tif,BAD_OFFSET,'IFD 0, tag 270.*65544'",
    "zero_gi.tif,BAD_TAG,'IFD 0, tag 257.*0 pixels'",
  })
  void namesTheDefectOfKnownBadFiles(String name, SlideError code, String message) {
    Path path = SharedData.malformed(name);
    assertThatThrownBy(() -> SlideReaders.open(path))
        .isInstanceOfSatisfying(
            WsiException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.getMessage()).contains(name).containsPattern(message);
            });
  }

  @ParameterizedTest
  @CsvSource({"CMU-1-Small-Region.svs", "TCGA-CR-7395-01A-01-TS1.svs"})
  void aSlideCutAtHalfIsRefusedWhenItIsOpened(String name) throws IOException {
    byte[] file = Files.readAllBytes(SharedData.slide(name));
    refuses(
        Arrays.copyOf(file, file.length / 2), SlideError.BAD_OFFSET, "past the end of the file");
  }
}
