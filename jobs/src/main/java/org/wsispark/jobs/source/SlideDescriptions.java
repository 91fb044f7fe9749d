package org.wsispark.jobs.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.wsispark.geometry.Mpp;
import org.wsispark.jobs.source.SlideDescriber.Described;

/**
 * What a table knows of its slides. A slide is opened when it is first asked for and again only
 * when its file has changed, or tissue is wanted that was not before. Several are opened side by
 * side, in tasks.
 */
final class SlideDescriptions {
  /** Fewer slides are opened here: a Spark job would take longer. */
  private static final int FEW = 3;

  private final Map<Key, Described> known = new HashMap<>();
  private long opened;

  /** Tissue is looked for at a resolution, so what was learned holds for one only. */
  private record Key(String uri, Mpp mppOverride) {}

  /** One description per file, in their order. */
  synchronized List<Described> of(
      SparkSession spark, List<FoundFile> files, SlideDescriber describer) {
    List<FoundFile> fresh = files.stream().filter(file -> !isKnown(file, describer)).toList();
    // Tissue reads pixels, so even two slides are worth two tasks.
    if (fresh.size() <= (describer.tissue() ? 1 : FEW)) {
      fresh.forEach(file -> known.put(key(file, describer), describer.describe(file)));
    } else {
      JavaSparkContext.fromSparkContext(spark.sparkContext())
          .parallelize(new ArrayList<>(fresh), tasks(spark, fresh.size()))
          .map(describer::describe)
          .collect()
          .forEach(described -> known.put(key(described.file(), describer), described));
    }
    opened += fresh.size();
    return files.stream().map(file -> known.get(key(file, describer))).toList();
  }

  private static int tasks(SparkSession spark, int slides) {
    return Math.min(slides, 4 * spark.sparkContext().defaultParallelism());
  }

  private static Key key(FoundFile file, SlideDescriber describer) {
    return new Key(file.uri(), describer.mppOverride());
  }

  private boolean isKnown(FoundFile file, SlideDescriber describer) {
    Described described = known.get(key(file, describer));
    return described != null
        && described.file().equals(file)
        && described.failure() == null
        && (!describer.tissue() || described.tissueTried());
  }

  /** Slides opened so far, each time it happened. */
  synchronized long opened() {
    return opened;
  }
}
