package org.wsispark.jobs.manifest;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.wsispark.errors.WsiException;

/**
 * The slides of a data set, and the rows of its manifest that cannot be used. A bad row never
 * spoils the others; a file that is no manifest at all is an exception.
 *
 * @param name the file, for messages
 * @param dataset name of the data set, or null
 * @param slides the good rows in the order of the file, ids and sources unique
 * @param failures what is wrong with the others, cell by cell
 */
public record Manifest(
    String name, String dataset, List<ManifestSlide> slides, List<BadRow> failures)
    implements Serializable {

  /**
   * One thing that is wrong with a row.
   *
   * @param id the slide's name if the row gives one, else the row's place
   * @param failure says which cell and what is wrong
   */
  public record BadRow(String id, WsiException failure) implements Serializable {}

  /** Copies the lists. */
  public Manifest {
    slides = List.copyOf(slides);
    failures = List.copyOf(failures);
  }

  /**
   * Reads a manifest.
   *
   * @param name the file's name or URI; .csv and .json say which form it has, all else is YAML
   * @param text the file's text
   * @throws WsiException when it is no manifest: BAD_MANIFEST, or UNKNOWN_KEY in a CSV header
   */
  public static Manifest read(String name, String text) {
    String bare = text.startsWith("\uFEFF") ? text.substring(1) : text;
    String form = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    try {
      if (form.equals("csv")) {
        return of(name, null, CsvRows.of(bare));
      }
      TreeRows tree = form.equals("json") ? TreeRows.ofJson(bare) : TreeRows.ofYaml(bare);
      return of(name, tree.dataset(), tree.rows());
    } catch (WsiException e) {
      throw e.inSlide(name);
    }
  }

  private static Manifest of(String name, String dataset, List<RowText> rows) {
    if (rows.isEmpty()) {
      throw WsiException.of(ManifestError.BAD_MANIFEST, "it names no slide")
          .remedy("Add a row for each slide");
    }
    List<ManifestSlide> slides = new ArrayList<>();
    List<BadRow> failures = new ArrayList<>();
    Map<Object, String> seen = new HashMap<>();
    for (RowText row : rows) {
      ManifestRow reader = new ManifestRow(row);
      ManifestSlide slide = reader.slide();
      List<WsiException> problems = new ArrayList<>(reader.problems());
      if (problems.isEmpty()) {
        once(seen, row, "id", slide.id(), problems);
        once(seen, row, "source", slide.source(), problems);
      }
      if (problems.isEmpty()) {
        slides.add(slide);
      }
      String id = row.cells().getOrDefault("id", row.place());
      problems.forEach(problem -> failures.add(new BadRow(id, problem.inSlide(name))));
    }
    return new Manifest(name, dataset, slides, failures);
  }

  private static void once(
      Map<Object, String> seen, RowText row, String key, Object value, List<WsiException> out) {
    String first = seen.putIfAbsent(value, row.place());
    if (first != null) {
      out.add(
          WsiException.of(ManifestError.DUPLICATE_SLIDE, "%s is that of %s: %s", key, first, value)
              .at(row.at(key))
              .remedy("Take one of the rows away or give it its own " + key));
    }
  }
}
