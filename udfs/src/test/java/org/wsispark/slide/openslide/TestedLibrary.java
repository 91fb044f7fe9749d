package org.wsispark.slide.openslide;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The libopenslide of the tests' Python environment (package openslide-bin). */
public final class TestedLibrary {
  private TestedLibrary() {}

  /** Settings that name it and a staging folder; the test is skipped by name without it. */
  public static OpenSlideSettings settings(Path stagingFolder) {
    return new OpenSlideSettings(Optional.of(folder()), stagingFolder, 1L << 30);
  }

  /** The library, loaded. */
  public static OpenSlideLibrary library() {
    return OpenSlideLibrary.load(Optional.of(folder()));
  }

  private static String folder() {
    String python = System.getProperty("wsispark.python");
    assumeTrue(python != null, "SKIP: no Python with OpenSlide (system property wsispark.python)");
    Path environment = Path.of(python).getParent().getParent();
    try (Stream<Path> found =
        Files.find(
            environment.resolve("lib"), 4, (p, a) -> p.endsWith("site-packages/openslide_bin"))) {
      Optional<Path> folder = found.findFirst();
      assumeTrue(folder.isPresent(), "SKIP: no openslide-bin in " + environment);
      return folder.get().toString();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
