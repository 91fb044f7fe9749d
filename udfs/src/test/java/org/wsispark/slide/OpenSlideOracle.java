package org.wsispark.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    return read(folder, Map.of(slide, lines)).get(slide);
  }

  /** Such a file per slide, by one Python process: what starting it costs is paid once. */
  static Map<Path, Path> read(Path folder, Map<Path, List<String>> linesBySlide)
      throws IOException, InterruptedException {
    String python = System.getProperty("wsispark.python");
    assumeTrue(python != null, "SKIP: no Python with OpenSlide (system property wsispark.python)");
    Path script = SharedData.root().resolve("udfs/src/test/python/openslide_regions.py");
    List<String> command = new ArrayList<>(List.of(python, script.toString()));
    Map<Path, Path> results = new HashMap<>();
    for (Map.Entry<Path, List<String>> slide : linesBySlide.entrySet()) {
      int number = results.size();
      Path list = folder.resolve("regions-" + number + ".txt");
      Files.write(list, slide.getValue(), StandardCharsets.UTF_8);
      Path out = folder.resolve("regions-" + number + ".rgb");
      command.addAll(List.of(slide.getKey().toString(), list.toString(), out.toString()));
      results.put(slide.getKey(), out);
    }
    Path log = folder.resolve("python.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("Python ended").isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    return results;
  }
}
