package org.wsispark.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wsispark.testkit.pixels.PixelAssertions.assertThatPixels;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.wsispark.errors.ErrorCode;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.TileGrid;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.openslide.OpenSlideReader;
import org.wsispark.slide.openslide.SlideFile;
import org.wsispark.slide.openslide.TestedLibrary;
import org.wsispark.slide.synthetic.CoordinateSlide;
import org.wsispark.slide.write.TiffForm;
import org.wsispark.slide.write.TileEncoder;

/** What every backend promises, on the same slides, and that all of them give the same. */
class SlideReaderContractTest {
  private static final long SEED = 20_261_121;

  /** Level 1 has a downsample that no whole number of level-0 pixels meets but at few places. */
  private static final List<TileGrid> LEVELS =
      List.of(
          new TileGrid(1400, 1061, 240, 240),
          new TileGrid(349, 265, 128, 64),
          new TileGrid(87, 66, 64, 64));

  @TempDir static Path folder;

  /** Who reads. */
  enum Backend {
    OURS,
    OPENSLIDE;

    SlideReader open(Path slide) {
      return this == OURS
          ? SlideReaders.open(slide)
          : OpenSlideReader.open(TestedLibrary.library(), SlideFile.ofOne(slide));
    }
  }

  /** What is read; a real slide that is not here skips the test by name. */
  enum Slide {
    CMU,
    TCGA,
    LOSSLESS,
    JPEG;

    Path path() {
      return switch (this) {
        case CMU -> SharedData.slide("CMU-1-Small-Region.svs");
        case TCGA -> SharedData.slide("TCGA-CR-7395-01A-01-TS1.svs");
        default -> folder.resolve(this + ".svs");
      };
    }

    SlideReader open(Backend backend) {
      return backend.open(path());
    }
  }

  static Stream<Arguments> all() {
    return Stream.of(Backend.values())
        .flatMap(backend -> Stream.of(Slide.values()).map(slide -> Arguments.of(backend, slide)));
  }

  @BeforeAll
  static void write() {
    new CoordinateSlide(LEVELS, TiffForm.CLASSIC, TileEncoder.deflate(true))
        .write(Slide.LOSSLESS.path());
    new CoordinateSlide(LEVELS, TiffForm.BIG, TileEncoder.jpegRgb(90)).write(Slide.JPEG.path());
  }

  private static PixelRect anywhere(SplittableRandom random, SlideLevel level) {
    return new PixelRect(
        random.nextInt(-60, level.width()),
        random.nextInt(-60, level.height()),
        random.nextInt(1, 200),
        random.nextInt(1, 200));
  }

  @ParameterizedTest
  @MethodSource("all")
  void levelsAreDescribed(Backend backend, Slide slide) {
    try (SlideReader reader = slide.open(backend)) {
      SlideInfo info = reader.info();
      assertThat(info.vendor()).isEqualTo("aperio");
      assertThat(info.levels().get(0).downsample()).isEqualTo(Downsample.NONE);
      for (SlideLevel level : info.levels()) {
        assertThat(info.levels().get(level.index())).isSameAs(level);
        assertThat(level.downsample())
            .isEqualTo(
                Downsample.ofSizes(info.width(), info.height(), level.width(), level.height()));
        assertThat(level.tiles().imageWidth()).isEqualTo(level.width());
        assertThat(level.bytes().total()).isPositive();
      }
      if (slide == Slide.LOSSLESS || slide == Slide.JPEG) {
        assertThat(info.levels()).extracting(SlideLevel::tiles).isEqualTo(LEVELS);
      }
      assertThat(info.toString())
          .as("nothing that names a person or a machine")
          .doesNotContain("b414003d", "CPAPERIOCS", "12/29/09");
      assertThat(SlideDirectory.fromJson(SlideDirectory.toJson(info))).isEqualTo(info);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void aPixelDoesNotDependOnTheRectangle(Backend backend, Slide slide) {
    SplittableRandom random = new SplittableRandom(SEED);
    try (SlideReader reader = slide.open(backend)) {
      SlideLevel level = reader.info().levels().get(reader.info().levels().size() - 1);
      RgbImage whole = reader.read(level.index(), level.bounds());
      for (int k = 0; k < 25; k++) {
        PixelRect rect = anywhere(random, level);
        assertThatPixels(reader.read(level.index(), rect))
            .as("%s, seed %d", rect, SEED)
            .isEqualTo(whole.crop(rect));
      }
    }
  }

  /** Noise of a rectangle's size: whatever is not painted over shows. */
  private static RgbImage dirty(SplittableRandom random, PixelRect rect) {
    RgbImage image = RgbImage.black(rect.width(), rect.height());
    random.nextBytes(image.rgb());
    return image;
  }

  @ParameterizedTest
  @MethodSource("all")
  void anImageThatIsThereIsPaintedOverWhole(Backend backend, Slide slide) {
    SplittableRandom random = new SplittableRandom(SEED);
    try (SlideReader reader = slide.open(backend)) {
      List<SlideLevel> levels = reader.info().levels();
      for (int k = 0; k < 60; k++) {
        SlideLevel level = levels.get(k % levels.size());
        // Every fourth reaches over the right and lower edge, every fifth lies outside.
        PixelRect rect = anywhere(random, level);
        rect = k % 4 == 0 ? rect.shift(level.width() - rect.x() - 9, 0) : rect;
        rect = k % 5 == 0 ? rect.shift(0, level.height() - rect.y() + k % 3) : rect;
        RgbImage into = dirty(random, rect);
        reader.read(level.index(), rect, into);
        assertThatPixels(into)
            .as("level %d, %s, seed %d", level.index(), rect, SEED)
            .isEqualTo(reader.read(level.index(), rect));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void anImageOfAnotherSizeIsRefused(Backend backend, Slide slide) {
    try (SlideReader reader = slide.open(backend)) {
      RgbImage wrong = RgbImage.black(20, 30);
      assertThatThrownBy(() -> reader.read(0, new PixelRect(0, 0, 30, 20), wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("20x30");
      assertThatThrownBy(() -> reader.read(9, new PixelRect(0, 0, 20, 30), wrong))
          .matches(is(SlideError.NO_SUCH_LEVEL, slide));
      assertThat(wrong.rgb()).as("untouched").containsOnly(0);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void outsideIsWhiteAndNothingIsEmpty(Backend backend, Slide slide) {
    try (SlideReader reader = slide.open(backend)) {
      for (SlideLevel level : reader.info().levels()) {
        PixelRect beyond = new PixelRect(level.width() + 3, -400, 50, 40);
        assertThatPixels(reader.read(level.index(), beyond)).isEqualTo(RgbImage.white(50, 40));
        RgbImage corner = reader.read(level.index(), new PixelRect(-30, -20, 31, 21));
        assertThatPixels(corner.crop(new PixelRect(0, 0, 30, 21)))
            .isEqualTo(RgbImage.white(30, 21));
        assertThat(reader.read(level.index(), new PixelRect(5, 5, 0, 0)).rgb()).isEmpty();
      }
      assertThat(reader.stats().missingTiles()).as("outside is no missing tile").isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void refusalsAreTyped(Backend backend, Slide slide) {
    try (SlideReader reader = slide.open(backend)) {
      PixelRect rect = new PixelRect(0, 0, 4, 4);
      assertThatThrownBy(() -> reader.read(-1, rect)).matches(is(SlideError.NO_SUCH_LEVEL, slide));
      assertThatThrownBy(() -> reader.read(9, rect)).matches(is(SlideError.NO_SUCH_LEVEL, slide));
      assertThatThrownBy(() -> reader.read(0, new PixelRect(0, 0, 40_000, 40_000)))
          .matches(is(SlideError.LIMIT, slide));
      assertThatThrownBy(() -> reader.associated("barcode"))
          .matches(is(SlideError.NO_SUCH_IMAGE, slide));
      assertThat(reader.read(0, rect).rgb()).as("still usable").hasSize(48);
    }
  }

  private static java.util.function.Predicate<Throwable> is(ErrorCode code, Slide slide) {
    return e ->
        e instanceof WsiException failure
            && failure.code() == code
            && failure.slide().orElse("").equals(slide.path().toString());
  }

  @ParameterizedTest
  @MethodSource("all")
  void readsAreCounted(Backend backend, Slide slide) {
    try (SlideReader reader = slide.open(backend)) {
      assertThat(reader.stats().tilesDecoded()).isZero();
      SlideLevel level = reader.info().levels().get(0);
      TileGrid tiles = level.tiles();
      reader.read(0, new PixelRect(0, 0, 2 * tiles.tileWidth(), tiles.tileHeight()));
      assertThat(reader.stats().tilesDecoded()).isEqualTo(2);
      assertThat(reader.stats().missingTiles()).isZero();
      assertThat(reader.stats().compressedBytes()).isBetween(1L, level.bytes().total());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void closingTwiceIsSafeAndUseAfterwardsIsRefused(Backend backend, Slide slide) {
    SlideReader reader = slide.open(backend);
    reader.close();
    reader.close();
    assertThat(reader.info().levels()).isNotEmpty();
    assertThatThrownBy(() -> reader.read(0, new PixelRect(0, 0, 4, 4)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> reader.associated("thumbnail"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @ParameterizedTest
  @MethodSource("all")
  void readersOfManyThreadsDoNotDisturbEachOther(Backend backend, Slide slide) throws Exception {
    PixelRect rect = new PixelRect(300, 300, 400, 300);
    RgbImage wanted;
    try (SlideReader reader = slide.open(backend)) {
      wanted = reader.read(0, rect);
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<RgbImage>> read =
          IntStream.range(0, 8)
              .mapToObj(
                  k ->
                      threads.submit(
                          () -> {
                            try (SlideReader reader = slide.open(backend)) {
                              return reader.read(0, rect);
                            }
                          }))
              .toList();
      for (Future<RgbImage> image : read) {
        assertThatPixels(image.get()).isEqualTo(wanted);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** In one JVM on one file: what they say and every byte they read. */
  @ParameterizedTest
  @EnumSource(Slide.class)
  void allBackendsSayAndReadTheSame(Slide slide) {
    SplittableRandom random = new SplittableRandom(SEED);
    try (SlideReader ours = slide.open(Backend.OURS);
        SlideReader other = slide.open(Backend.OPENSLIDE)) {
      SlideInfo info = ours.info();
      assertThat(other.info().levels())
          .extracting(SlideLevel::tiles, SlideLevel::downsample)
          .isEqualTo(
              info.levels().stream()
                  .map(
                      level ->
                          org.assertj.core.groups.Tuple.tuple(level.tiles(), level.downsample()))
                  .toList());
      assertThat(other.info().mpp()).isEqualTo(info.mpp());
      assertThat(other.info().appMag()).isEqualTo(info.appMag());
      assertThat(other.iccProfile().map(java.util.HexFormat.of()::formatHex))
          .isEqualTo(ours.iccProfile().map(java.util.HexFormat.of()::formatHex));
      assertThat(ours.iccProfile().isPresent()).isEqualTo(slide == Slide.TCGA);
      info.properties()
          .forEach(
              (key, value) ->
                  assertThat(other.info().properties()).containsEntry("aperio." + key, value));
      assertThat(other.info().associated())
          .extracting(AssociatedImage::name, AssociatedImage::width, AssociatedImage::height)
          .containsExactlyInAnyOrderElementsOf(
              info.associated().stream()
                  .map(i -> org.assertj.core.groups.Tuple.tuple(i.name(), i.width(), i.height()))
                  .toList());
      for (AssociatedImage image : info.associated()) {
        assertThatPixels(other.associated(image.name()))
            .as(image.name())
            .isEqualTo(ours.associated(image.name()));
      }
      for (int k = 0; k < 80; k++) {
        SlideLevel level = info.levels().get(k % info.levels().size());
        PixelRect rect = anywhere(random, level);
        assertThatPixels(other.read(level.index(), rect))
            .as("level %d, %s, seed %d", level.index(), rect, SEED)
            .isEqualTo(ours.read(level.index(), rect));
      }
    }
  }
}
