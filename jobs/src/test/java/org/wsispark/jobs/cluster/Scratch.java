package org.wsispark.jobs.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders below target, kept after a test so that its logs can be read. */
final class Scratch {
  private Scratch() {}

  /** An empty folder. */
  static Path fresh(String name) throws IOException {
    Path folder = Path.of("target", "submitted", name).toAbsolutePath();
    if (Files.exists(folder)) {
      try (Stream<Path> old = Files.walk(folder)) {
        for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    return Files.createDirectories(folder);
  }
}
