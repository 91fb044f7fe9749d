package org.wsispark.slide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.RgbImage;

/** Every byte of 200 regions per real slide equals what OpenSlide gives. */
class OpenSlideRegionsTest {
  private static final long SEED = 20_260_101;
  private static final int REGIONS = 200;
  private static final int MOST_SIDE = 320;

  /** A pixel is tissue here when its channels differ by at least this much; background is grey. */
  private static final int TISSUE_SPREAD = 20;

  /** Tissue is looked up on every 8th pixel of level 0. */
  private static final int STEP = 8;

  private record Region(int level, PixelRect rect) {}

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"CMU-1-Small-Region.svs", "TCGA-CR-7395-01A-01-TS1.svs"})
  void equalsOpenSlideBitForBit(String name) throws IOException, InterruptedException {
    Path slide = SharedData.slide(name);
    try (SlideReader reader = SlideReaders.open(slide)) {
      boolean[][] tissue = tissue(reader);
      List<Region> regions = regions(reader.info(), tissue);
      List<String> lines =
          regions.stream().map(r -> OpenSlideOracle.line(r.level(), r.rect())).toList();
      Path expected = OpenSlideOracle.read(folder, slide, lines);
      int withTissue = 0;
      int partlyOutside = 0;
      try (InputStream bytes = Files.newInputStream(expected)) {
        for (Region region : regions) {
          RgbImage actual = reader.read(region.level(), region.rect());
          byte[] wanted = bytes.readNBytes(actual.rgb().length);
          assertThat(differing(wanted, actual.rgb()))
              .as("differing bytes of %s, seed %d", region, SEED)
              .isZero();
          SlideLevel level = reader.info().levels().get(region.level());
          withTissue += tissueFraction(tissue, level, region.rect()) >= 0.5 ? 1 : 0;
          partlyOutside += level.bounds().contains(region.rect()) ? 0 : 1;
        }
        assertThat(bytes.read()).as("bytes left over").isEqualTo(-1);
      }
      assertThat(withTissue).as("regions of at least half tissue").isGreaterThanOrEqualTo(100);
      assertThat(partlyOutside).as("regions partly outside").isGreaterThan(5);
    }
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

  /** Half of the regions anywhere, also partly outside; half where at least half is tissue. */
  private static List<Region> regions(SlideInfo info, boolean[][] tissue) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<Region> regions = new ArrayList<>();
    for (int tries = 0; regions.size() < REGIONS; tries++) {
      assertThat(tries).as("tries to find tissue").isLessThan(100_000);
      SlideLevel level = info.levels().get(regions.size() % info.levels().size());
      int width = random.nextInt(1, MOST_SIDE);
      int height = random.nextInt(1, MOST_SIDE);
      PixelRect rect =
          new PixelRect(
              random.nextInt(-width / 2, level.width() - width / 2),
              random.nextInt(-height / 2, level.height() - height / 2),
              width,
              height);
      if (regions.size() >= REGIONS / 2 || tissueFraction(tissue, level, rect) >= 0.5) {
        regions.add(new Region(level.index(), rect));
      }
    }
    return regions;
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
