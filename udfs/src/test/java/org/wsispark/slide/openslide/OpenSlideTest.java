package org.wsispark.slide.openslide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.TileGrid;
import org.wsispark.slide.SlideError;
import org.wsispark.slide.SlideReader;
import org.wsispark.slide.synthetic.CoordinateSlide;
import org.wsispark.slide.write.TiffForm;
import org.wsispark.slide.write.TileEncoder;

class OpenSlideTest {
  private static final List<TileGrid> LEVELS =
      List.of(new TileGrid(700, 530, 128, 128), new TileGrid(175, 132, 64, 64));

  @TempDir Path folder;

  private Path slide() {
    Path path = folder.resolve("slide.svs");
    new CoordinateSlide(LEVELS, TiffForm.CLASSIC, TileEncoder.deflate(false)).write(path);
    return path;
  }

  @Test
  void hasTheShapeOfOpenSlideJava() {
    OpenSlideLibrary library = TestedLibrary.library();
    Path path = slide();
    assertThat(library.version()).matches("[0-9]+\\.[0-9]+\\.[0-9]+.*");
    assertThat(library.path()).contains("libopenslide");
    assertThat(library.detectVendor(path)).contains("aperio");
    try (OpenSlide slide = library.open(path)) {
      assertThat(slide.getLevelCount()).isEqualTo(2);
      assertThat(slide.getLevelWidth(1)).isEqualTo(175);
      assertThat(slide.getLevelHeight(1)).isEqualTo(132);
      assertThat(slide.getLevelDownsample(1)).isBetween(4.0, 4.1);
      assertThat(slide.getBestLevelForDownsample(3.9)).isZero();
      assertThat(slide.getBestLevelForDownsample(8)).isEqualTo(1);
      assertThat(slide.getProperties()).containsEntry("openslide.vendor", "aperio");
      assertThat(slide.getAssociatedImageNames()).contains("thumbnail");
      List<Long> size = slide.getAssociatedImageSize("thumbnail");
      assertThat(slide.readAssociatedImage("thumbnail", 1 << 20))
          .hasSize((int) (size.get(0) * size.get(1)));
      int[] corner = slide.readRegion(-1, -1, 0, 2, 2);
      assertThat(corner[0]).as("outside is transparent").isZero();
      assertThat(corner[3] >>> 24).as("inside is opaque").isEqualTo(255);
    }
  }

  @Test
  void closingTwiceIsSafeAndUseAfterwardsIsRefused() {
    OpenSlide slide = TestedLibrary.library().open(slide());
    slide.close();
    slide.close();
    assertThatThrownBy(slide::getLevelCount)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> slide.readRegion(0, 0, 0, 4, 4))
        .isInstanceOf(IllegalStateException.class);
  }

  /** What stays of a slide that is opened, read and closed again and again is nothing. */
  @Test
  void slidesLeaveNoMemoryBehind() throws IOException {
    Path statm = Path.of("/proc/self/statm");
    assumeTrue(Files.isReadable(statm), "SKIP: no /proc of Linux");
    OpenSlideLibrary library = TestedLibrary.library();
    Path path = slide();
    long before = 0;
    for (int k = 0; k < 200; k++) {
      try (OpenSlide slide = library.open(path)) {
        assertThat(slide.readRegion(0, 0, 0, 512, 512)).hasSize(1 << 18);
        assertThat(slide.getProperties()).isNotEmpty();
      }
      if (k == 50) {
        System.gc();
        before = resident(statm);
      }
    }
    System.gc();
    // A slide that stays holds its tiles: 1 MiB each, 150 MiB in all.
    assertThat(resident(statm) - before).isLessThan(96L << 20);
  }

  private static long resident(Path statm) throws IOException {
    return Long.parseLong(Files.readString(statm).split(" ", -1)[1]) * 4096;
  }

  @Test
  void wrongArgumentsAreTypedFailures() {
    try (OpenSlide slide = TestedLibrary.library().open(slide())) {
      assertThatThrownBy(() -> slide.readRegion(0, 0, 2, 4, 4))
          .isInstanceOfSatisfying(
              WsiException.class, e -> assertThat(e.code()).isEqualTo(SlideError.NO_SUCH_LEVEL));
      assertThatThrownBy(() -> slide.readAssociatedImage("barcode", 1 << 20))
          .isInstanceOfSatisfying(
              WsiException.class, e -> assertThat(e.code()).isEqualTo(SlideError.NO_SUCH_IMAGE));
      assertThatThrownBy(() -> slide.readAssociatedImage("thumbnail", 10))
          .isInstanceOfSatisfying(
              WsiException.class, e -> assertThat(e.code()).isEqualTo(SlideError.LIMIT));
      assertThat(slide.getLevelCount()).as("still usable").isEqualTo(2);
    }
  }

  @Test
  void aFileThatIsNoSlideIsRefusedWithWhatOpenSlideSays() throws IOException {
    OpenSlideLibrary library = TestedLibrary.library();
    Path text = Files.writeString(folder.resolve("text.svs"), "no slide", StandardCharsets.UTF_8);
    assertThat(library.detectVendor(text)).isEmpty();
    assertThatThrownBy(() -> library.open(text))
        .isInstanceOf(WsiException.class)
        .hasMessageStartingWith("OPENSLIDE_REFUSED: " + text)
        .hasMessageContaining("not a file that it recognises");
  }

  @Test
  void damageIsATypedFailureAndSticksToTheSlide() throws IOException {
    Path path = slide();
    byte[] bytes = Files.readAllBytes(path);
    try (OpenSlide whole = TestedLibrary.library().open(path)) {
      assertThat(whole.readRegion(0, 0, 0, 128, 128)).hasSize(128 * 128);
    }
    // The first tile starts behind the header: what was deflated inflates no more.
    java.util.Arrays.fill(bytes, 16, 400, (byte) 0xee);
    Files.write(path, bytes);
    try (OpenSlide slide = TestedLibrary.library().open(path)) {
      assertThatThrownBy(() -> slide.readRegion(0, 0, 0, 700, 530))
          .isInstanceOf(WsiException.class)
          .hasMessageStartingWith("OPENSLIDE_FAILED: " + path + ": OpenSlide says: ");
      assertThatThrownBy(slide::getProperties)
          .isInstanceOf(WsiException.class)
          .hasMessageStartingWith("OPENSLIDE_FAILED");
    }
  }

  @Test
  void aReaderReadsOnAfterDamage() throws IOException {
    Path path = slide();
    PixelRect damaged = new PixelRect(0, 0, 60, 60);
    PixelRect sound = new PixelRect(300, 270, 200, 150);
    byte[] expected;
    try (SlideReader whole = OpenSlideReader.open(TestedLibrary.library(), SlideFile.ofOne(path))) {
      expected = whole.read(0, sound).rgb();
    }
    byte[] bytes = Files.readAllBytes(path);
    java.util.Arrays.fill(bytes, 16, 400, (byte) 0xee);
    Files.write(path, bytes);
    try (SlideReader reader =
        OpenSlideReader.open(TestedLibrary.library(), SlideFile.ofOne(path))) {
      for (int k = 0; k < 2; k++) {
        assertThatThrownBy(() -> reader.read(0, damaged))
            .isInstanceOf(WsiException.class)
            .hasMessageStartingWith("OPENSLIDE_FAILED: " + path);
        assertThat(reader.read(0, sound).rgb()).isEqualTo(expected);
      }
    }
  }

  @Test
  void aCopyIsCalledByTheNameOfItsOriginal() throws IOException {
    Path text = Files.writeString(folder.resolve("copy"), "no slide", StandardCharsets.UTF_8);
    SlideFile copy = new SlideFile("s3a://bucket/a.ndpi", text, 8, () -> {});
    assertThatThrownBy(() -> OpenSlideReader.open(TestedLibrary.library(), copy))
        .isInstanceOf(WsiException.class)
        .hasMessageStartingWith("OPENSLIDE_REFUSED: s3a://bucket/a.ndpi: ");
  }

  @Test
  void manyThreadsReadOneSlideAndNoneReachesAClosedOne() throws Exception {
    Path path = slide();
    OpenSlideLibrary library = TestedLibrary.library();
    int[] wanted;
    try (OpenSlide slide = library.open(path)) {
      wanted = slide.readRegion(0, 0, 0, 300, 300);
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (OpenSlide slide = library.open(path)) {
      Callable<Boolean> reading =
          () -> {
            for (int k = 0; ; k++) {
              try {
                assertThat(slide.readRegion(0, 0, 0, 300, 300)).isEqualTo(wanted);
              } catch (IllegalStateException closed) {
                return k > 0;
              }
              if (k == 5) {
                slide.close();
              }
            }
          };
      List<Future<Boolean>> results =
          threads.invokeAll(IntStream.range(0, 4).mapToObj(k -> reading).toList());
      boolean any = false;
      for (Future<Boolean> result : results) {
        any |= result.get();
      }
      assertThat(any).as("some thread read before the slide was closed").isTrue();
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aMissingLibrarySaysHowToGetIt() throws IOException {
    String nowhere = folder.resolve("libopenslide.so.1").toString();
    assertThatThrownBy(() -> OpenSlideLibrary.load(Optional.of(nowhere)))
        .isInstanceOf(WsiException.class)
        .hasMessageStartingWith("NO_OPENSLIDE: libopenslide was not found: " + nowhere)
        .hasMessageContaining("pip install openslide-bin")
        .hasMessageContaining("-Dopenslide.library=");
    String empty = Files.createDirectory(folder.resolve("empty")).toString();
    assertThatThrownBy(() -> OpenSlideLibrary.load(Optional.of(empty)))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining(empty);
  }

  @ParameterizedTest
  @CsvSource({
    "3.4.1, true",
    "3.4.0, false",
    "3.10.0, true",
    "4.0.1, true",
    "2.9.9, false",
    "4.1.0-dev, true",
    "3.4, false"
  })
  void versionsAreComparedByTheirNumbers(String version, boolean newEnough) {
    assertThat(OpenSlideLibrary.isAtLeast(version, OpenSlideLibrary.OLDEST)).isEqualTo(newEnough);
  }

  @Test
  void settingsComeFromTheConfigurationFirst() {
    OpenSlideSettings settings =
        OpenSlideSettings.of(
            key -> key.equals(OpenSlideSettings.STAGING_BYTES) ? "123" : "/data/" + key);
    assertThat(settings.library()).contains("/data/openslide.library");
    assertThat(settings.stagingFolder()).isEqualTo(Path.of("/data/openslide.staging.folder"));
    assertThat(settings.stagingBytes()).isEqualTo(123);
    assertThatThrownBy(() -> OpenSlideSettings.of(key -> "many"))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining("openslide.staging.bytes is \"many\"");
  }
}
