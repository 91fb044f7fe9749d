package org.wsispark.jobs.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.wsispark.errors.WsiException;

/**
 * The folder a demo writes into. An earlier demo's folder is emptied; one that holds anything else
 * is refused, so that a demo never deletes what it did not make.
 */
final class DemoFolder {
  private static final String MARK = ".wsispark-demo";

  private DemoFolder() {}

  /** Makes the folder ready; downloaded samples in it stay. */
  static void prepare(Path folder, List<String> kept) {
    try {
      if (Files.isDirectory(folder)) {
        clear(folder, kept);
      }
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(MARK), "wsispark demo writes here and empties it first\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot prepare " + folder, e);
    }
  }

  private static void clear(Path folder, List<String> kept) throws IOException {
    List<Path> entries;
    try (Stream<Path> listed = Files.list(folder)) {
      entries = listed.toList();
    }
    if (!entries.isEmpty() && !Files.exists(folder.resolve(MARK))) {
      throw WsiException.of(
              DemoError.FOLDER_IN_USE,
              "the folder holds %d things that no demo made",
              entries.size())
          .inSlide(folder.toString())
          .remedy("Name another folder with --out");
    }
    for (Path entry : entries) {
      if (!kept.contains(entry.getFileName().toString())) {
        delete(entry);
      }
    }
  }

  private static void delete(Path top) throws IOException {
    try (Stream<Path> all = Files.walk(top)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
