package org.wsispark.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wsispark.testkit.pixels.PixelAssertions.assertThatPixels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.wsispark.raster.RgbImage;
import org.wsispark.testkit.python.PythonScript;

/** Files that tifffile wrote, and found ones, bit for bit as tifffile and imagecodecs read them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignTiffTest {
  private static final List<String> FOUND =
      List.of(
          "BigTIFF.tif",
          "BigTIFFMotorola.tif",
          // Its sub-directories are listed and chained too, as tifffile itself writes them.
          "bad_double_reference.tif",
          "good_jpeg.tif",
          "sm_colors_tile.tif",
          "twain-rgb-jpeg-with-bogus-ycbcr-subsampling.tif");

  private static final String LARGE = "yb10kx5k.zstd.tiff";

  private Path folder;

  /** The levels of each file in order: name, level, width, height, mpp or a dash. */
  private final Map<String, List<String[]>> files = new LinkedHashMap<>();

  @BeforeAll
  void asksTifffile(@TempDir Path made) throws IOException {
    folder = made;
    List<Path> arguments = new ArrayList<>(List.of(folder));
    for (String name : FOUND) {
      arguments.add(SharedData.malformed(name));
    }
    arguments.add(SharedData.malformed(LARGE));
    String said = PythonScript.run("udfs/src/test/python/foreign_tiffs.py", arguments.toArray());
    for (String line : said.lines().toList()) {
      String[] fields = line.split(" ", -1);
      if (!fields[0].equals(LARGE)) {
        files.computeIfAbsent(fields[0], name -> new ArrayList<>()).add(fields);
      }
    }
  }

  private Path path(String name) {
    return FOUND.contains(name) ? SharedData.malformed(name) : folder.resolve(name);
  }

  @Test
  void everyFormHasItsLevelsItsResolutionAndItsPixels() throws IOException {
    assertThat(files).hasSize(25 + FOUND.size());
    int levels = 0;
    for (Map.Entry<String, List<String[]>> file : files.entrySet()) {
      String name = file.getKey();
      try (SlideReader reader = SlideReaders.open(path(name))) {
        SlideInfo info = reader.info();
        assertThat(info.vendor()).isEqualTo(name.startsWith("ome") ? "ome-tiff" : "generic-tiff");
        assertThat(info.levels()).as(name).hasSameSizeAs(file.getValue());
        String mpp = file.getValue().get(0)[4];
        assertThat(info.mpp().map(value -> String.valueOf(value.umPerPx())).orElse("-"))
            .as("mpp of %s", name)
            .isEqualTo(mpp);
        for (SlideLevel level : info.levels()) {
          String[] expected = file.getValue().get(level.index());
          assertThat(level.width() + " " + level.height())
              .as("%s, level %d", name, level.index())
              .isEqualTo(expected[2] + " " + expected[3]);
          RgbImage actual = reader.read(level.index(), level.bounds());
          byte[] wanted = Files.readAllBytes(folder.resolve(name + "." + level.index() + ".rgb"));
          assertThatPixels(actual)
              .as("%s, level %d", name, level.index())
              .isEqualTo(new RgbImage(level.width(), level.height(), wanted));
          levels++;
        }
      }
    }
    assertThat(levels).isEqualTo(25 * 3 + FOUND.size());
  }

  @Test
  void aLargePyramidInZstdHasTheSamePixels() throws IOException {
    try (SlideReader reader = SlideReaders.open(SharedData.malformed(LARGE))) {
      SlideInfo info = reader.info();
      assertThat(info.levels()).hasSize(5);
      assertThat(info.levels().get(0).compression()).isEqualTo("zstd");
      // 72 per inch: what programs write that know no resolution.
      assertThat(info.mpp()).isEmpty();
      for (int level = 2; level < 5; level++) {
        SlideLevel there = info.levels().get(level);
        byte[] wanted = Files.readAllBytes(folder.resolve(LARGE + "." + level + ".rgb"));
        assertThatPixels(reader.read(level, there.bounds()))
            .as("level %d", level)
            .isEqualTo(new RgbImage(there.width(), there.height(), wanted));
      }
      assertThat(reader.stats().tilesDecoded()).isEqualTo(9);
    }
  }
}
