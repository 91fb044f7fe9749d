package org.wsispark.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wsispark.testkit.pixels.PixelAssertions.assertThatPixels;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.TileGrid;
import org.wsispark.raster.RgbImage;
import org.wsispark.testkit.slide.SlideVariant;

/**
 * Every byte of more than 5,000 regions equals what OpenSlide gives: {@value #PER_REAL_SLIDE} of
 * each real slide, {@value #PER_VARIANT} of a synthetic one per compression, byte order and offset
 * size. A third lie anywhere, also partly outside, a third across a corner of tiles, and at least
 * half on tissue. {@code -Dwsispark.regions=N} takes N times as many.
 */
class OpenSlideRegionsTest {
  private static final long SEED = 20_260_101;
  private static final int TIMES = Integer.getInteger("wsispark.regions", 1);
  private static final int PER_REAL_SLIDE = 1_300;
  private static final int PER_VARIANT = 48;
  private static final int MOST_SIDE = 200;

  /** A pixel is tissue here when its channels differ by at least this much; background is grey. */
  private static final int TISSUE_SPREAD = 20;

  /** Tissue is looked up on every 8th pixel of level 0. */
  private static final int STEP = 8;

  private static final List<TileGrid> LEVELS =
      List.of(new TileGrid(501, 390, 128, 112), new TileGrid(125, 97, 64, 64));

  private record Region(int level, PixelRect rect) {}

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"CMU-1-Small-Region.svs", "TCGA-CR-7395-01A-01-TS1.svs"})
  void realSlidesEqualOpenSlideBitForBit(String name) throws IOException, InterruptedException {
    Path slide = SharedData.slide(name);
    try (SlideReader reader = SlideReaders.open(slide)) {
      boolean[][] tissue = tissue(reader);
      List<Region> regions = regions(reader.info(), tissue, PER_REAL_SLIDE * TIMES, SEED);
      int withTissue = 0;
      for (Region region : regions) {
        SlideLevel level = reader.info().levels().get(region.level());
        withTissue += tissueFraction(tissue, level, region.rect()) >= 0.5 ? 1 : 0;
      }
      assertThat(withTissue)
          .as("regions of at least half tissue")
          .isGreaterThanOrEqualTo(regions.size() / 2);
      compare(reader, regions, OpenSlideOracle.read(folder, slide, lines(regions)));
    }
  }

  @Test
  void everyFormEqualsOpenSlideBitForBit() throws IOException, InterruptedException {
    Map<Path, List<Region>> regions = new LinkedHashMap<>();
    for (SlideVariant variant :
        EveryFormTest.readByOpenSlide().flatMap(v -> v.inEveryForm().stream()).toList()) {
      Path path = folder.resolve(variant + ".svs");
      variant.slide(LEVELS).write(path);
      try (SlideReader reader = SlideReaders.open(path)) {
        // Colours of the coordinate slide are never those of background.
        boolean[][] all = new boolean[LEVELS.get(0).imageHeight() / STEP][];
        java.util.Arrays.setAll(all, k -> new boolean[LEVELS.get(0).imageWidth() / STEP]);
        for (boolean[] row : all) {
          java.util.Arrays.fill(row, true);
        }
        long seed = SEED + regions.size();
        regions.put(path, regions(reader.info(), all, PER_VARIANT * TIMES, seed));
      }
    }
    Map<Path, Path> expected =
        OpenSlideOracle.read(
            folder,
            regions.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> lines(e.getValue()))));
    int compared = 0;
    for (Map.Entry<Path, List<Region>> slide : regions.entrySet()) {
      try (SlideReader reader = SlideReaders.open(slide.getKey())) {
        compare(reader, slide.getValue(), expected.get(slide.getKey()));
        compared += slide.getValue().size();
      }
    }
    assertThat(compared + 2 * PER_REAL_SLIDE * TIMES)
        .as("regions of this test")
        .isGreaterThanOrEqualTo(5_000);
  }

  private static List<String> lines(List<Region> regions) {
    return regions.stream().map(r -> OpenSlideOracle.line(r.level(), r.rect())).toList();
  }

  private static void compare(SlideReader reader, List<Region> regions, Path expected)
      throws IOException {
    int partlyOutside = 0;
    int acrossTiles = 0;
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(expected))) {
      for (Region region : regions) {
        PixelRect rect = region.rect();
        RgbImage actual = reader.read(region.level(), rect);
        byte[] wanted = bytes.readNBytes(actual.rgb().length);
        assertThatPixels(actual)
            .as("%s, %s", expected.getFileName(), region)
            .isEqualTo(new RgbImage(rect.width(), rect.height(), wanted));
        SlideLevel level = reader.info().levels().get(region.level());
        partlyOutside += level.bounds().contains(rect) ? 0 : 1;
        acrossTiles += level.tiles().tilesTouching(rect).area() > 1 ? 1 : 0;
      }
      assertThat(bytes.read()).as("bytes left over").isEqualTo(-1);
    }
    assertThat(partlyOutside).as("regions partly outside").isGreaterThan(regions.size() / 100);
    assertThat(acrossTiles).as("regions of several tiles").isGreaterThan(regions.size() / 4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CMU-1-Small-Region.svs", "TCGA-CR-7395-01A-01-TS1.svs"})
  void associatedImagesEqualOpenSlides(String name) throws IOException, InterruptedException {
    Path slide = SharedData.slide(name);
    try (SlideReader reader = SlideReaders.open(slide)) {
      List<AssociatedImage> images = reader.info().associated();
      List<String> lines = images.stream().map(image -> "associated " + image.name()).toList();
      try (InputStream bytes = Files.newInputStream(OpenSlideOracle.read(folder, slide, lines))) {
        for (AssociatedImage image : images) {
          RgbImage actual = reader.associated(image.name());
          assertThat(actual.width()).isEqualTo(image.width());
          assertThat(actual.height()).isEqualTo(image.height());
          assertThat(differing(bytes.readNBytes(actual.rgb().length), actual.rgb()))
              .as("differing bytes of %s", image)
              .isZero();
        }
        assertThat(bytes.read()).as("bytes left over").isEqualTo(-1);
      }
      assertThat(images).extracting(AssociatedImage::name).contains("thumbnail");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"CMU-1-Small-Region.svs", "TCGA-CR-7395-01A-01-TS1.svs"})
  void piecesEqualTheWhole(String name) {
    try (SlideReader reader = SlideReaders.open(SharedData.slide(name))) {
      int last = reader.info().levels().size() - 1;
      SlideLevel level = reader.info().levels().get(last);
      RgbImage whole = reader.read(last, level.bounds());
      SplittableRandom random = new SplittableRandom(SEED);
      for (int k = 0; k < 20; k++) {
        PixelRect rect =
            new PixelRect(
                random.nextInt(-100, level.width()),
                random.nextInt(-100, level.height()),
                random.nextInt(1, 600),
                random.nextInt(1, 600));
        assertThat(reader.read(last, rect)).as("%s", rect).isEqualTo(whole.crop(rect));
      }
      assertThat(reader.stats().missingTiles()).isZero();
      assertThat(reader.stats().tilesReused()).isPositive();
    }
  }

  private static long differing(byte[] a, byte[] b) {
    if (a.length != b.length) {
      return Math.max(a.length, b.length);
    }
    long differing = 0;
    for (int k = 0; k < a.length; k++) {
      differing += a[k] == b[k] ? 0 : 1;
    }
    return differing;
  }

  /** By thirds: anywhere, across a corner of tiles, on tissue; of all at least half on tissue. */
  private static List<Region> regions(SlideInfo info, boolean[][] tissue, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Region> regions = new ArrayList<>();
    int withTissue = 0;
    for (int tries = 0; regions.size() < count; tries++) {
      assertThat(tries).as("tries to find tissue").isLessThan(1_000 * count);
      int number = regions.size();
      SlideLevel level = info.levels().get(number / 3 % info.levels().size());
      PixelRect rect = number % 3 == 1 ? acrossTiles(random, level) : anywhere(random, level);
      boolean onTissue = tissueFraction(tissue, level, rect) >= 0.5;
      if (onTissue || (number % 3 != 2 && 2 * withTissue >= number)) {
        regions.add(new Region(level.index(), rect));
        withTissue += onTissue ? 1 : 0;
      }
    }
    return regions;
  }

  private static PixelRect anywhere(SplittableRandom random, SlideLevel level) {
    int width = random.nextInt(1, MOST_SIDE);
    int height = random.nextInt(1, MOST_SIDE);
    return new PixelRect(
        random.nextInt(-width / 2, level.width() - width / 2),
        random.nextInt(-height / 2, level.height() - height / 2),
        width,
        height);
  }

  private static PixelRect acrossTiles(SplittableRandom random, SlideLevel level) {
    int width = random.nextInt(2, MOST_SIDE);
    int height = random.nextInt(2, MOST_SIDE);
    TileGrid tiles = level.tiles();
    return new PixelRect(
        random.nextInt(tiles.columns()) * tiles.tileWidth() - random.nextInt(1, width),
        random.nextInt(tiles.rows()) * tiles.tileHeight() - random.nextInt(1, height),
        width,
        height);
  }

  private static boolean[][] tissue(SlideReader reader) {
    SlideLevel level = reader.info().levels().get(0);
    RgbImage image = reader.read(0, level.bounds());
    boolean[][] tissue = new boolean[level.height() / STEP][level.width() / STEP];
    for (int y = 0; y < tissue.length; y++) {
      for (int x = 0; x < tissue[y].length; x++) {
        int at = (y * STEP * image.width() + x * STEP) * 3;
        int r = image.rgb()[at] & 255;
        int g = image.rgb()[at + 1] & 255;
        int b = image.rgb()[at + 2] & 255;
        tissue[y][x] = Math.max(r, Math.max(g, b)) - Math.min(r, Math.min(g, b)) >= TISSUE_SPREAD;
      }
    }
    return tissue;
  }

  /** Share of the rectangle's grid points that are tissue; points outside the slide are not. */
  private static double tissueFraction(boolean[][] tissue, SlideLevel level, PixelRect rect) {
    long points = 0;
    long hits = 0;
    for (int y = rect.y(); y < rect.bottom(); y += 4) {
      for (int x = rect.x(); x < rect.right(); x += 4) {
        int row = (int) Math.floor(y * level.downsample().y().toDouble() / STEP);
        int column = (int) Math.floor(x * level.downsample().x().toDouble() / STEP);
        points++;
        boolean inside =
            row >= 0 && column >= 0 && row < tissue.length && column < tissue[0].length;
        hits += inside && tissue[row][column] ? 1 : 0;
      }
    }
    return (double) hits / points;
  }
}
