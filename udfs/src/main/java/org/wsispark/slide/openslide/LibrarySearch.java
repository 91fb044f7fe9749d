package org.wsispark.slide.openslide;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where libopenslide may lie, in the order in which the places are tried. */
final class LibrarySearch {
  /** What the system's loader looks for; Debian's 3.4.1 has ABI 0, releases since 4.0.0 have 1. */
  private static final List<String> SYSTEM_NAMES =
      List.of("libopenslide.so.1", "libopenslide.so.0", "libopenslide.1.dylib", "openslide");

  private LibrarySearch() {}

  /** Paths and names for the system's loader. A library that was named is the only candidate. */
  static List<String> candidates(Optional<String> named) {
    if (named.isPresent()) {
      Path path = Path.of(named.get());
      return Files.isDirectory(path)
          ? inFolder(path).map(Path::toString).toList()
          : List.of(named.get());
    }
    Set<String> found = new LinkedHashSet<>(SYSTEM_NAMES);
    for (Path prefix : pythonPrefixes()) {
      for (Path site : sitePackages(prefix)) {
        inFolder(site.resolve("openslide_bin")).map(Path::toString).forEach(found::add);
      }
    }
    return List.copyOf(found);
  }

  private static Stream<Path> inFolder(Path folder) {
    return listed(folder, "libopenslide*").stream().sorted();
  }

  /** Prefixes of Python installations: the active environment, the user's own, the system's. */
  private static List<Path> pythonPrefixes() {
    List<Path> prefixes = new ArrayList<>();
    String active = System.getenv("VIRTUAL_ENV");
    if (active != null && !active.isEmpty()) {
      prefixes.add(Path.of(active));
    }
    prefixes.add(Path.of(System.getProperty("user.home"), ".local"));
    prefixes.add(Path.of("/usr/local"));
    prefixes.add(Path.of("/usr"));
    return prefixes;
  }

  private static List<Path> sitePackages(Path prefix) {
    List<Path> found = new ArrayList<>();
    for (Path python : listed(prefix.resolve("lib"), "python3*")) {
      found.add(python.resolve("site-packages"));
      found.add(python.resolve("dist-packages"));
    }
    return found;
  }

  private static List<Path> listed(Path folder, String glob) {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
        entries.forEach(found::add);
      } catch (IOException e) {
        // A folder that must not be listed holds no library that could be loaded.
        return List.of();
      }
    }
    return found;
  }
}
