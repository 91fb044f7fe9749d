package org.wsispark.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wsispark.slide.synthetic.CoordinateSlide;
import org.wsispark.slide.write.TileEncoder;
import org.wsispark.testkit.python.PythonScript;

/** The command against the official masks of the PAIP challenges, read back by tifffile. */
class RasterizeCommandTest {
  private static final Path ROOT = Path.of(System.getProperty("wsispark.root"));
  private static final Path PAIP = ROOT.resolve("../shared/data/paip");

  @TempDir Path folder;

  @Test
  void paip2019AtLevel0() throws Exception {
    JsonNode whole =
        compare("paip2019/06_edges_and_beyond", "whole", 701, 523, 1, 1, "paip2019", "1");
    assertThat(whole.get("foreground").asInt()).isEqualTo(41_479);
    JsonNode viable =
        compare("paip2019/06_edges_and_beyond", "viable", 701, 523, 1, 1, "paip2019", "2");
    assertThat(viable.get("foreground").asInt()).isEqualTo(87_599);
  }

  @Test
  void paip2020AndPaip2021OnTheLevelThatHasAboutASixteenth() throws Exception {
    JsonNode mask = compare("paip2020/10_hand_drawn", "mask", 4107, 3083, 16, 255, "paip2020", "");
    assertThat(mask.get("foreground").asInt()).isEqualTo(16_298);
    assertThat(mask.get("levels").get(0).toString()).isEqualTo("[192,256]");
    mask = compare("paip2021/11_hand_drawn", "label", 4107, 3083, 16, 0, "paip2021", "");
    assertThat(mask.get("foreground").asInt()).isEqualTo(16_258);
  }

  @Test
  void aRuleIsAskedForAtItsOwnDownsample() throws IOException {
    assumeTrue(Files.isDirectory(PAIP), "SKIP: ../shared/data/paip is not here");
    Path slide = slide(701, 523);
    String xml = PAIP.resolve("paip2019/01_boxes_int.xml").toString();
    String out = folder.resolve("m.tif").toString();
    assertThat(
            Main.run(
                "rasterize",
                slide.toString(),
                xml,
                "--out",
                out,
                "--downsample",
                "4",
                "--rule",
                "paip2019"))
        .isEqualTo(2);
    assertThat(
            Main.run(
                "rasterize",
                slide.toString(),
                xml,
                "--out",
                out,
                "--downsample",
                "4",
                "--rule",
                "paip2018"))
        .isEqualTo(2);
    assertThat(folder.resolve("m.tif")).doesNotExist();
  }

  private Path slide(int width, int height) {
    Path slide = folder.resolve("s" + width + ".svs");
    if (!Files.exists(slide)) {
      int[] factors = width > 1_000 ? new int[] {1, 4, 16} : new int[] {1};
      CoordinateSlide.of(width, height, 256, TileEncoder.raw(), factors).write(slide);
    }
    return slide;
  }

  private JsonNode compare(
      String name,
      String output,
      int width,
      int height,
      int downsample,
      int foreground,
      String rule,
      String layer)
      throws Exception {
    assumeTrue(Files.isDirectory(PAIP), "SKIP: ../shared/data/paip is not here");
    Path mask = folder.resolve(rule + output + ".tif");
    String[] command = {
      "rasterize",
      slide(width, height).toString(),
      PAIP.resolve(name + ".xml").toString(),
      "--out",
      mask.toString(),
      "--downsample",
      Integer.toString(downsample),
      "--rule",
      rule,
      "--layer",
      layer
    };
    int arguments = layer.isEmpty() ? command.length - 2 : command.length;
    assertThat(Main.run(Arrays.copyOf(command, arguments))).isZero();
    JsonNode read =
        new ObjectMapper()
            .readTree(
                PythonScript.run(
                    "jobs/src/test/python/mask_tiff.py",
                    mask,
                    PAIP.resolve(name + "_" + output + ".tif"),
                    foreground));
    assertThat(read.get("differing").asInt()).as(name + " " + read).isZero();
    assertThat(read.get("tiled").asBoolean()).isTrue();
    assertThat(read.get("compression").toString()).isEqualTo("[\"ADOBE_DEFLATE\"]");
    assertThat(read.get("dtype").asText()).isEqualTo("uint8");
    return read;
  }
}
