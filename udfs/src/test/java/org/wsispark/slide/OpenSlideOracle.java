package org.wsispark.slide;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wsispark.geometry.PixelRect;
import org.wsispark.testkit.python.PythonScript;

/** Pixels as OpenSlide reads them, by the script openslide_regions.py. */
final class OpenSlideOracle {
  private OpenSlideOracle() {}

  static String line(int level, PixelRect rect) {
    return "%d %d %d %d %d".formatted(level, rect.x(), rect.y(), rect.width(), rect.height());
  }

  /** A file with the RGB bytes of all regions, one after the other. */
  static Path read(Path folder, Path slide, List<String> lines) throws IOException {
    return read(folder, Map.of(slide, lines)).get(slide);
  }

  /** Such a file per slide, by one Python process: what starting it costs is paid once. */
  static Map<Path, Path> read(Path folder, Map<Path, List<String>> linesBySlide)
      throws IOException {
    List<Path> arguments = new ArrayList<>();
    Map<Path, Path> results = new HashMap<>();
    for (Map.Entry<Path, List<String>> slide : linesBySlide.entrySet()) {
      int number = results.size();
      Path list = folder.resolve("regions-" + number + ".txt");
      Files.write(list, slide.getValue(), StandardCharsets.UTF_8);
      Path out = folder.resolve("regions-" + number + ".rgb");
      arguments.addAll(List.of(slide.getKey(), list, out));
      results.put(slide.getKey(), out);
    }
    PythonScript.run("udfs/src/test/python/openslide_regions.py", arguments.toArray());
    return results;
  }
}
