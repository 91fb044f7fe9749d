package org.wsispark.jobs.io;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The slides of a lake. Ids are gathered on the driver, where jobs need them anyway, and sorted and
 * matched there: for Spark that would be a shuffle each time.
 *
 * @param rows of {@code slides}, one per slide
 */
public record Catalogue(TableRows rows) {

  /** That of a lake; ingest must have run. */
  public static Catalogue of(SparkSession spark, Lake lake) {
    lake.need(spark, LakeTable.SLIDES, "wsispark ingest");
    return new Catalogue(TableRows.of(spark, lake, LakeTable.SLIDES));
  }

  /** Which bytes each slide has, in order of the ids. */
  public SortedMap<String, String> sources() {
    return sources(rows);
  }

  /**
   * Which bytes rows were made from, by slide in order of the ids.
   *
   * @param rows with slide_id and source_id; of several of one slide one counts
   */
  public static SortedMap<String, String> sources(TableRows rows) {
    SortedMap<String, String> sources = new TreeMap<>();
    for (Row row : rows.distinct("slide_id", "source_id")) {
      sources.put(row.getString(0), row.getString(1));
    }
    return sources;
  }

  /** Some slides by their ids; without those that are not there. */
  public Map<String, SlideRow> load(List<String> ids) {
    Map<String, SlideRow> loaded = new HashMap<>();
    for (Row row : rows.where("slide_id", ids).collect()) {
      SlideRow slide = SlideRow.of(row);
      loaded.put(slide.slideId(), slide);
    }
    return loaded;
  }

  /** Some slides, all of which are there, in the order of the ids. */
  public List<SlideRow> loadAll(List<String> ids) {
    Map<String, SlideRow> loaded = load(ids);
    List<SlideRow> all = new ArrayList<>();
    for (String id : ids) {
      all.add(loaded.get(id));
    }
    return all;
  }
}
