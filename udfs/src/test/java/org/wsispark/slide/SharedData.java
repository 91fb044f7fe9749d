package org.wsispark.slide;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The real data beside the repository; a test that needs it is skipped by name without it. */
final class SharedData {
  private SharedData() {}

  static Path root() {
    return Path.of(System.getProperty("wsispark.root"));
  }

  static Path slide(String name) {
    return file("slides", name);
  }

  static Path malformed(String name) {
    return file("malformed", name);
  }

  private static Path file(String folder, String name) {
    Path path = root().resolve("../shared/data").resolve(folder).resolve(name).normalize();
    assumeTrue(Files.exists(path), "SKIP: ../shared/data/" + folder + " is not here");
    return path;
  }
}
