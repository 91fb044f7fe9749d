package org.wsispark.jobs.demo;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the manifest of the demo's slides, as a user would for a cohort of their own. */
final class DemoManifest {
  private DemoManifest() {}

  static Path write(Path file, List<DemoSlide> slides) {
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("dataset", "demo");
    manifest.put("slides", slides.stream().map(DemoManifest::slide).toList());
    try {
      Files.writeString(file, new YAMLMapper().writeValueAsString(manifest));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static Map<String, Object> slide(DemoSlide slide) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", slide.name());
    row.put("source", Map.of("path", uri(slide.slide())));
    slide.annotation().ifPresent(xml -> row.put("annotation", uri(xml)));
    if (slide.mppOverride() != null) {
      row.put("mpp", slide.mppOverride());
    }
    return row;
  }

  private static String uri(Path file) {
    return file.toAbsolutePath().normalize().toString();
  }
}
