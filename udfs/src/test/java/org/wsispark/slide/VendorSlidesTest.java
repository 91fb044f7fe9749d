package org.wsispark.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wsispark.testkit.pixels.PixelAssertions.assertThatPixels;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.TileGrid;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.openslide.OpenSlideError;
import org.wsispark.slide.openslide.OpenSlideReader;
import org.wsispark.slide.openslide.OpenSlideSettings;
import org.wsispark.slide.openslide.SlideFile;
import org.wsispark.slide.openslide.TestedLibrary;
import org.wsispark.slide.synthetic.CoordinateSlide;
import org.wsispark.slide.write.TiffForm;
import org.wsispark.slide.write.TileEncoder;
import org.wsispark.testkit.python.PythonScript;
import org.wsispark.testkit.slide.MemorySource;

/** Formats of other vendors go to OpenSlide by their bytes and come back with its pixels. */
class VendorSlidesTest {
  @TempDir static Path folder;

  @BeforeAll
  static void makeSlides() {
    PythonScript.run("udfs/src/test/python/vendor_slides.py", folder);
  }

  private static OpenSlideSettings settings() {
    return TestedLibrary.settings(folder.resolve("staged"));
  }

  private static SlideReader open(Path path) {
    return SlideReaders.open(FileByteSource.open(path), settings());
  }

  @ParameterizedTest
  @CsvSource({
    "hamamatsu.tif, hamamatsu, 5, 0.25, 20",
    "leica.tif, leica, 2, , 20",
    "philips.tif, philips, 2, 0.25, ",
    "trestle.tif, trestle, 2, , 20",
    "ventana.tif, ventana, 2, 0.465, 20",
    "dicom/level0.dcm, dicom, 2, 0.25, 20",
    "vms/slide.txt, hamamatsu, 6, 0.25, 20"
  })
  void isReadByOpenSlideBitForBit(String file, String vendor, int levels, Double mpp, Double appMag)
      throws IOException {
    Path path = folder.resolve(file);
    try (SlideReader reader = open(path)) {
      SlideInfo info = reader.info();
      assertThat(info.vendor()).isEqualTo(vendor);
      assertThat(info.levels()).hasSize(levels);
      assertThat(info.levels().get(1).downsample().mean()).isEqualTo(2.0);
      if (mpp != null) {
        assertThat(info.mpp()).contains(new Mpp(mpp));
      }
      if (appMag != null) {
        assertThat(info.appMag()).hasValue(appMag);
      }
      assertThat(info.properties().toString()).doesNotContain("Nobody").doesNotContain("2020");
      long bytes = info.levels().stream().mapToLong(level -> level.bytes().total()).sum();
      assertThat(bytes).isGreaterThan(Files.size(path) / 2);
      assertThat(SlideDirectory.fromJson(SlideDirectory.toJson(info))).isEqualTo(info);
      compare(path, reader);
    }
  }

  private static void compare(Path path, SlideReader reader) throws IOException {
    SplittableRandom random = new SplittableRandom(path.toString().length());
    List<SlideLevel> levels = reader.info().levels();
    List<PixelRect> rects = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (int k = 0; k < 60; k++) {
      SlideLevel level = levels.get(k % levels.size());
      PixelRect rect =
          new PixelRect(
              random.nextInt(-20, level.width()),
              random.nextInt(-20, level.height()),
              random.nextInt(1, 300),
              random.nextInt(1, 300));
      rects.add(rect);
      lines.add(OpenSlideOracle.line(level.index(), rect));
    }
    reader.info().associated().forEach(image -> lines.add("associated " + image.name()));
    int colours = 0;
    try (InputStream bytes = Files.newInputStream(OpenSlideOracle.read(folder, path, lines))) {
      for (int k = 0; k < rects.size(); k++) {
        RgbImage actual = reader.read(k % levels.size(), rects.get(k));
        byte[] wanted = bytes.readNBytes(actual.rgb().length);
        assertThatPixels(actual)
            .as("%s, level %d, %s", path.getFileName(), k % levels.size(), rects.get(k))
            .isEqualTo(new RgbImage(actual.width(), actual.height(), wanted));
        colours +=
            (int)
                java.util.stream.IntStream.range(0, wanted.length)
                    .map(i -> wanted[i])
                    .distinct()
                    .count();
      }
      for (AssociatedImage image : reader.info().associated()) {
        RgbImage actual = reader.associated(image.name());
        assertThat(bytes.readNBytes(actual.rgb().length)).isEqualTo(actual.rgb());
      }
      assertThat(bytes.read()).as("bytes left over").isEqualTo(-1);
    }
    assertThat(colours).as("distinct bytes per region").isGreaterThan(20 * rects.size());
  }

  /** OpenSlide reads a level of 4,510 px in two chunks, the second between pixels. */
  @Test
  void aLevelLargerThanOpenSlidesChunksIsThatOfOneRead() throws IOException {
    List<TileGrid> levels =
        List.of(new TileGrid(18_050, 120, 512, 128), new TileGrid(4_510, 30, 256, 32));
    Path path = folder.resolve("wide.svs");
    new CoordinateSlide(levels, TiffForm.CLASSIC, TileEncoder.deflate(true)).write(path);
    List<PixelRect> rects = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(4_096);
    for (int k = 0; k < 60; k++) {
      int left = k % 2 == 0 ? random.nextInt(4_000, 4_300) : random.nextInt(-20, 4_500);
      rects.add(
          new PixelRect(
              left, random.nextInt(-3, 25), random.nextInt(1, 200), random.nextInt(1, 30)));
    }
    List<String> lines = rects.stream().map(rect -> OpenSlideOracle.line(1, rect)).toList();
    try (SlideReader reader = OpenSlideReader.open(TestedLibrary.library(), SlideFile.ofOne(path));
        InputStream bytes = Files.newInputStream(OpenSlideOracle.read(folder, path, lines))) {
      for (PixelRect rect : rects) {
        RgbImage wanted =
            new RgbImage(
                rect.width(), rect.height(), bytes.readNBytes(rect.width() * rect.height() * 3));
        assertThatPixels(reader.read(1, rect)).as("%s", rect).isEqualTo(wanted);
      }
    }
  }

  @Test
  void tilesThatTheSlideDoesNotHoldAreWhiteAndCounted() {
    // Leica's collection is twice as large as the one region that was scanned.
    try (SlideReader reader = open(folder.resolve("leica.tif"))) {
      RgbImage beyond = reader.read(0, new PixelRect(1200, 900, 300, 300));
      assertThatPixels(beyond).isEqualTo(RgbImage.white(300, 300));
      assertThat(reader.stats().missingTiles()).isEqualTo(2);
      assertThat(reader.stats().tilesDecoded()).isZero();
      reader.read(0, new PixelRect(0, 0, 300, 300));
      assertThat(reader.stats().tilesDecoded()).isPositive();
      assertThat(reader.stats().compressedBytes()).isPositive();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "hamamatsu.tif, Hamamatsu NDPI",
    "leica.tif, Leica SCN",
    "philips.tif, Philips TIFF",
    "trestle.tif, Trestle TIFF",
    "ventana.tif, Ventana BIF",
    "dicom/level0.dcm, DICOM",
    "vms/slide.txt, Hamamatsu VMS"
  })
  void withoutTheLibraryTheMessageSaysWhatItIsAndHowToGetIt(String file, String title) {
    OpenSlideSettings none =
        new OpenSlideSettings(
            Optional.of(folder.resolve("nothing.so").toString()), folder.resolve("staged"), 1L);
    FileByteSource source = FileByteSource.open(folder.resolve(file));
    assertThatThrownBy(() -> SlideReaders.open(source, none))
        .isInstanceOf(WsiException.class)
        .hasMessageStartingWith(
            "NO_OPENSLIDE: " + folder.resolve(file) + ": this is a " + title + " slide")
        .hasMessageContaining("libopenslide was not found")
        .hasMessageContaining("pip install openslide-bin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hamamatsu.tif", "philips.tif", "ventana.tif"})
  void aRemoteSlideIsStaged(String file) throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve(file));
    PixelRect rect = new PixelRect(100, 70, 200, 200);
    MemorySource remote = new MemorySource(file, bytes, Long.MAX_VALUE, Long.MAX_VALUE);
    try (SlideReader near = open(folder.resolve(file));
        SlideReader far = SlideReaders.open(remote, settings())) {
      assertThat(remote.isClosed()).isTrue();
      assertThatPixels(far.read(0, rect)).isEqualTo(near.read(0, rect));
      assertThat(far.info()).isEqualTo(near.info());
    }
  }

  @Test
  void ofARemoteSlideOfSeveralFilesOneIsNotEnough() throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve("dicom/level0.dcm"));
    MemorySource remote =
        new MemorySource("s3a://b/level0.dcm", bytes, Long.MAX_VALUE, Long.MAX_VALUE);
    assertThatThrownBy(() -> SlideReaders.open(remote, settings()))
        .isInstanceOfSatisfying(
            WsiException.class, e -> assertThat(e.code()).isEqualTo(OpenSlideError.MISSING_PARTS))
        .hasMessageContaining("a DICOM slide is several files, of which this is one")
        .hasMessageContaining("Copy all its files to one local folder");
    assertThat(remote.isClosed()).isTrue();
  }

  @Test
  void miraxIsToldByItsFolder() throws IOException {
    Path alone = folder.resolve("mirax-without-folder.mrxs");
    assertThatThrownBy(() -> open(alone))
        .isInstanceOfSatisfying(
            WsiException.class, e -> assertThat(e.code()).isEqualTo(SlideError.UNRECOGNISED))
        .hasMessageContaining("this is no slide");
    Path slide = Files.copy(alone, folder.resolve("mirax.mrxs"));
    Files.writeString(
        Files.createDirectory(folder.resolve("mirax")).resolve("Slidedat.ini"),
        "[GENERAL]\nSLIDE_ID = 1\n",
        StandardCharsets.UTF_8);
    assertThatThrownBy(() -> open(slide))
        .as("OpenSlide looks into the folder")
        .isInstanceOfSatisfying(
            WsiException.class,
            e -> assertThat(e.code()).isEqualTo(OpenSlideError.OPENSLIDE_REFUSED))
        .hasMessageContaining("mirax.mrxs");
  }

  @Test
  void aHugeNdpiIsToldByItsSixtyFourBitOffset() {
    // 5 GiB that hold nothing but a header and a directory at 4 GiB + 16.
    long directory = (4L << 30) + 16;
    java.nio.ByteBuffer head =
        java.nio.ByteBuffer.allocate(1 << 16).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    head.put((byte) 'I').put((byte) 'I').putShort((short) 42).putLong(directory);
    java.nio.ByteBuffer entries =
        java.nio.ByteBuffer.allocate(1 << 16).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    entries.putShort((short) 1).putShort((short) 65420).putShort((short) 4).putInt(1).putInt(1);
    ByteSource source =
        new ByteSource() {
          @Override
          public String name() {
            return "s3a://b/huge.ndpi";
          }

          @Override
          public long size() {
            return 5L << 30;
          }

          @Override
          public byte[] read(long offset, int length) {
            java.nio.ByteBuffer from = offset >= directory ? entries : head;
            int at = (int) (offset >= directory ? offset - directory : offset);
            return java.util.Arrays.copyOfRange(from.array(), at, at + length);
          }

          @Override
          public void close() {
            head.clear();
          }
        };
    OpenSlideSettings small =
        new OpenSlideSettings(settings().library(), folder.resolve("staged"), 1_000);
    assertThatThrownBy(() -> SlideReaders.open(source, small))
        .hasMessageStartingWith("STAGING: s3a://b/huge.ndpi: no room for a copy")
        .hasMessageContaining("its 5368709120 bytes are more than the limit");
  }
}
