package org.wsispark.jobs.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** The jar for spark-submit, entry by entry. */
final class Assembly {
  /** Where the build put it; Failsafe hands it over. */
  static final String PROPERTY = "wsispark.assembly";

  private static final int LARGEST = 8;
  private static final double MEGABYTE = 1e6;

  private Assembly() {}

  static Path path() {
    return Path.of(System.getProperty(PROPERTY));
  }

  /** The entries that are files, in the order of the jar. */
  static List<ZipEntry> files(JarFile jar) {
    return jar.stream().map(ZipEntry.class::cast).filter(entry -> !entry.isDirectory()).toList();
  }

  static boolean isNative(String name) {
    return name.matches(".*\\.(so(\\.[0-9.]+)?|dll|dylib|jnilib|a|lib)");
  }

  /** The largest natives one by one, then everything else by package, compressed. */
  static List<String> sizes(Path path) throws IOException {
    TreeMap<String, Long> parts = new TreeMap<>();
    long natives = 0;
    try (JarFile jar = new JarFile(path.toFile(), false)) {
      for (ZipEntry entry : files(jar)) {
        parts.merge(part(entry.getName()), entry.getCompressedSize(), Long::sum);
        natives += isNative(entry.getName()) ? entry.getCompressedSize() : 0;
      }
    }
    List<String> largest =
        parts.entrySet().stream()
            .sorted(Comparator.comparing(entry -> -entry.getValue()))
            .limit(LARGEST)
            .map(entry -> line(entry.getValue(), entry.getKey()))
            .toList();
    return Stream.concat(
            Stream.of(
                line(path.toFile().length(), path.getFileName().toString()),
                line(natives, "of it natives")),
            largest.stream())
        .toList();
  }

  private static String part(String name) {
    if (isNative(name)) {
      return name.substring(name.lastIndexOf('/') + 1);
    }
    String[] folders = name.split("/", -1);
    int depth = Math.min(folders.length - 1, 3);
    return depth == 0 ? name : String.join("/", List.of(folders).subList(0, depth)) + "/";
  }

  private static String line(long bytes, String what) {
    return String.format(Locale.ROOT, "%6.1f MB  %s", bytes / MEGABYTE, what);
  }
}
