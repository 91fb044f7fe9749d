package org.wsispark.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.wsispark.geometry.PixelRect;

/** Pixels as OpenSlide reads them, by the script openslide_regions.py. */
final class OpenSlideOracle {
  private OpenSlideOracle() {}

  static String line(int level, PixelRect rect) {
    return "%d %d %d %d %d".formatted(level, rect.x(), rect.y(), rect.width(), rect.height());
  }

  /** A file with the RGB bytes of all regions, one after the other. */
  static Path read(Path folder, Path slide, List<String> lines)
      throws IOException, InterruptedException {
    String python = System.getProperty("wsispark.python");
    assumeTrue(python != null, "SKIP: no Python with OpenSlide (system property wsispark.python)");
    Path list = Files.write(folder.resolve("regions.txt"), lines, StandardCharsets.UTF_8);
    Path out = folder.resolve("regions.rgb");
    Path log = folder.resolve("python.log");
    Process process =
        new ProcessBuilder(
                python,
                SharedData.root().resolve("udfs/src/test/python/openslide_regions.py").toString(),
                slide.toString(),
                list.toString(),
                out.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("Python ended").isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    return out;
  }
}
