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
 * @param places where the good rows stand, by id
 * @param paths of files that rows name, good or bad
 */
public record Manifest(
    String name,
    String dataset,
    List<ManifestSlide> slides,
    List<BadRow> failures,
    Map<String, CellPlace> places,
    List<String> paths)
    implements Serializable {

  /**
   * One thing that is wrong with a row.
   *
   * @param id the slide's name if the row gives one, else the row's place
   * @param failure says which cell and what is wrong
   */
  public record BadRow(String id, WsiException failure) implements Serializable {}

  /** Copies them. */
  public Manifest {
    slides = List.copyOf(slides);
    failures = List.copyOf(failures);
    places = Map.copyOf(places);
    paths = List.copyOf(paths);
  }

  /**
   * Reads a manifest.
   *
   * @param name the file's name or URI; .csv, .tsv and .json say which form it has, all else is
   *     YAML
   * @param text the file's text
   * @throws WsiException when it is no manifest: BAD_MANIFEST, or what is wrong with the header of
   *     a CSV
   */
  public static Manifest read(String name, String text) {
    String bare = text.startsWith("\uFEFF") ? text.substring(1) : text;
    String form = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    try {
      if (form.equals("csv") || form.equals("tsv")) {
        return of(name, null, CsvRows.of(bare, form.equals("csv") ? ',' : '\t'));
      }
      TreeRows tree = form.equals("json") ? TreeRows.ofJson(bare) : TreeRows.ofYaml(bare);
      return of(name, tree.dataset(), tree.rows());
    } catch (WsiException e) {
      throw e.inSlide(name);
    }
  }

  /**
   * Everything that is wrong with the rows as one failure, for who can do nothing with a part.
   *
   * @throws IllegalStateException when nothing is wrong
   */
  public WsiException refusal() {
    if (failures.isEmpty()) {
      throw new IllegalStateException("nothing is wrong with " + name);
    }
    return Faults.asOne(failures.stream().map(BadRow::failure).toList(), "its rows").inSlide(name);
  }

  /** Whether a text can name a slide: {@code id} in a manifest, or a file that a scan finds. */
  public static boolean isSlideId(String text) {
    return ManifestRow.isId(text);
  }

  private static Manifest of(String name, String dataset, List<RowText> rows) {
    if (rows.isEmpty()) {
      throw WsiException.of(ManifestError.BAD_MANIFEST, "it names no slide")
          .remedy("Add a row for each slide");
    }
    Twins ids = new Twins("id");
    Twins sources = new Twins("source");
    List<ManifestSlide> read = new ArrayList<>();
    List<List<WsiException>> problems = new ArrayList<>();
    for (RowText row : rows) {
      ManifestRow reader = new ManifestRow(row);
      ManifestSlide slide = reader.slide();
      read.add(slide);
      problems.add(new ArrayList<>(reader.problems()));
      if (slide.id() != null) {
        ids.add(slide.id(), row);
      }
      if (slide.source() != null) {
        sources.add(slide.source().place(), row);
      }
    }
    List<ManifestSlide> slides = new ArrayList<>();
    List<BadRow> failures = new ArrayList<>();
    Map<String, CellPlace> places = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      RowText row = rows.get(i);
      ManifestSlide slide = read.get(i);
      List<WsiException> wrong = problems.get(i);
      ids.check(slide.id(), row, wrong);
      sources.check(slide.source() == null ? null : slide.source().place(), row, wrong);
      if (wrong.isEmpty()) {
        slides.add(slide);
        places.put(slide.id(), row.place());
      }
      String id = row.cells().getOrDefault("id", row.place().row());
      wrong.forEach(problem -> failures.add(new BadRow(id, problem.inSlide(name))));
    }
    List<String> paths = new ArrayList<>();
    for (ManifestSlide slide : read) {
      if (slide.source() instanceof SlideSource.AtPath at) {
        paths.add(at.path());
      }
    }
    return new Manifest(name, dataset, slides, failures, places, paths);
  }

  /**
   * Where a good slide's cell stands.
   *
   * @param id of the slide
   * @param key of the cell
   */
  public String placeOf(String id, String key) {
    return name + ", " + places.get(id).at(key);
  }
}
