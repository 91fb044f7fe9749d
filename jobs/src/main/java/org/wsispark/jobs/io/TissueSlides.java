package org.wsispark.jobs.io;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.wsispark.errors.WsiException;

/** The slides of a lake that have a tissue mask of their present bytes. */
public final class TissueSlides {
  private final Catalogue catalogue;
  private final TableRows tissue;
  private final SortedMap<String, String> sources = new TreeMap<>();
  private final List<String> without;

  private TissueSlides(Catalogue catalogue, TableRows tissue) {
    this.catalogue = catalogue;
    this.tissue = tissue;
    SortedMap<String, String> all = catalogue.sources();
    for (Row row : tissue.select("slide_id", "source_id")) {
      String id = row.getString(0);
      if (row.getString(1).equals(all.get(id)) && sources.put(id, row.getString(1)) != null) {
        throw WsiException.of(IoError.AMBIGUOUS_TISSUE, "it has tissue rows of several configs")
            .inSlide(id)
            .remedy("Name one with --set tissue-config=CONFIG; `wsispark tissue` prints it");
      }
    }
    this.without = all.keySet().stream().filter(id -> !sources.containsKey(id)).toList();
  }

  /**
   * Looks for them.
   *
   * @param config of the tissue rows; empty where there is one only
   * @throws WsiException NO_TISSUE when there are none; AMBIGUOUS_TISSUE when no config is named
   *     and a slide has several
   */
  public static TissueSlides find(SparkSession spark, Lake lake, String config) {
    TissueSlides found =
        new TissueSlides(Catalogue.of(spark, lake), TissueRow.ofConfig(spark, lake, config));
    if (found.sources.isEmpty()) {
      throw WsiException.of(IoError.NO_TISSUE, "no slide has a tissue row to work on")
          .inSlide(lake.root())
          .remedy("Run `wsispark tissue` first; tissue-config must name one of its configs");
    }
    return found;
  }

  /** The catalogue, those without tissue included. */
  public Catalogue catalogue() {
    return catalogue;
  }

  /** Which bytes each of them has, in order of the ids. */
  public SortedMap<String, String> sources() {
    return Collections.unmodifiableSortedMap(sources);
  }

  /** Slides of the catalogue that have no tissue row, or one of other bytes, in order. */
  public List<String> without() {
    return without;
  }

  /**
   * A slide with its tissue.
   *
   * @param slide of the catalogue
   * @param tissue row of {@code tissue}
   */
  public record Loaded(SlideRow slide, Row tissue) {}

  /** Some slides by their ids; without those that are not there. */
  public Map<String, Loaded> load(List<String> ids) {
    Map<String, SlideRow> slides = catalogue.load(ids);
    Map<String, Loaded> loaded = new HashMap<>();
    for (Row row : tissue.where("slide_id", ids).collect()) {
      SlideRow slide = slides.get(row.<String>getAs("slide_id"));
      if (slide != null && slide.sourceId().equals(row.getAs("source_id"))) {
        loaded.put(slide.slideId(), new Loaded(slide, row));
      }
    }
    return loaded;
  }
}
