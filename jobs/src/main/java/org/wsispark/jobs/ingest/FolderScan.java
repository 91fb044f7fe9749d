package org.wsispark.jobs.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.io.Failure;
import org.wsispark.jobs.io.SlideNames;
import org.wsispark.jobs.manifest.Manifest;

/**
 * Pairs the slides of a folder with the XML of the same name beside them. A slide without XML is
 * fine; an XML without slide and two slides of one name are failures. Pure: works on names.
 *
 * @param items the slides, in order of their names
 * @param failures what does not pair
 */
record FolderScan(List<IngestItem> items, List<Failure> failures) {
  /**
   * Pairs.
   *
   * @param root the folder's URI
   * @param files URIs of the files in and below it
   */
  static FolderScan of(String root, List<String> files) {
    Map<String, List<String>> slides = new TreeMap<>();
    Map<String, String> annotations = new TreeMap<>();
    for (String file : files) {
      String name = relative(root, file);
      int dot = name.lastIndexOf('.');
      String extension = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
      String stem = dot < 0 ? name : name.substring(0, dot);
      if (SlideNames.isSlide(name)) {
        slides.computeIfAbsent(stem, key -> new ArrayList<>()).add(file);
      } else if (extension.equals("xml")) {
        annotations.put(stem, file);
      }
    }
    return paired(slides, annotations);
  }

  private static FolderScan paired(
      Map<String, List<String>> slides, Map<String, String> annotations) {
    List<IngestItem> items = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    slides.forEach(
        (stem, files) -> {
          if (!Manifest.isSlideId(stem)) {
            failures.add(
                Failure.of(
                    stem.replaceAll("\\p{Cc}", "?"),
                    WsiException.of(IngestError.BAD_NAME, "its name cannot name a slide")
                        .inSlide(files.get(0).replaceAll("\\p{Cc}", "?"))
                        .remedy(
                            "Rename it: up to 200 characters, no backslash, no control character,"
                                + " no space at either end")));
          } else if (files.size() > 1) {
            failures.add(
                Failure.of(
                    stem,
                    WsiException.of(
                            IngestError.DUPLICATE_SLIDE, "%d files have this name", files.size())
                        .inSlide(stem)
                        .remedy("Rename all but one of " + String.join(", ", files))));
          } else {
            items.add(IngestItem.ofFiles(stem, files.get(0), annotations.get(stem)));
          }
        });
    Set<String> orphans = new TreeSet<>(annotations.keySet());
    orphans.removeAll(slides.keySet());
    for (String stem : orphans) {
      failures.add(
          Failure.of(
              stem,
              WsiException.of(
                      IngestError.ORPHAN_ANNOTATION, "no slide of this name lies beside the XML")
                  .inSlide(annotations.get(stem))
                  .remedy("Name it like its slide, or take it away")));
    }
    return new FolderScan(items, failures);
  }

  private static String relative(String root, String file) {
    String folder = root.endsWith("/") ? root : root + "/";
    return file.startsWith(folder) ? file.substring(folder.length()) : file;
  }
}
