package org.wsispark.slide.synthetic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wsispark.raster.RgbImage;
import org.wsispark.testkit.python.PythonScript;

/** What OpenSlide and tifffile read from slides, by the Python oracle. */
final class OtherReaders {
  private final Map<String, RgbImage> images = new LinkedHashMap<>();
  private final Map<String, String> vendors = new LinkedHashMap<>();

  private OtherReaders() {}

  /** Dumps all levels and associated images; skips the test when there is no interpreter. */
  static OtherReaders read(Path folder, List<Path> slides) throws IOException {
    List<Path> arguments = new ArrayList<>(List.of(folder));
    arguments.addAll(slides);
    String said = PythonScript.run("udfs/src/test/python/dump_slides.py", arguments.toArray());
    OtherReaders result = new OtherReaders();
    for (String line : said.lines().toList()) {
      String[] f = line.split(" ", -1);
      if (f[1].equals("vendor")) {
        result.vendors.put(f[0], f[2]);
      } else {
        String key = f[0] + "." + f[1] + "." + f[2];
        byte[] rgb = Files.readAllBytes(folder.resolve(key + ".rgb"));
        result.images.put(key, new RgbImage(Integer.parseInt(f[3]), Integer.parseInt(f[4]), rgb));
      }
    }
    return result;
  }

  String vendor(Path slide) {
    return vendors.get(slide.getFileName().toString());
  }

  /** The image, or null when the reader does not have it. */
  RgbImage image(Path slide, String reader, Object levelOrName) {
    return images.get(slide.getFileName() + "." + reader + "." + levelOrName);
  }
}
