package org.wsispark.jobs.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.wsispark.jobs.source.SlideDescriber.Described;

/**
 * What a table knows of its slides. A slide is opened when it is first asked for and again only
 * when its file has changed, or tissue is wanted that was not before. Several are opened side by
 * side, in tasks.
 */
final class SlideDescriptions {
  /** Fewer slides are opened here: a Spark job would take longer. */
  private static final int FEW = 3;

  private final Map<String, Described> known = new HashMap<>();
  private long opened;

  /** One description per file, in their order. */
  synchronized List<Described> of(
      SparkSession spark, List<FoundFile> files, SlideDescriber describer) {
    List<FoundFile> fresh =
        files.stream().filter(file -> !isKnown(file, describer.tissue())).toList();
    // Tissue reads pixels, so even two slides are worth two tasks.
    if (fresh.size() <= (describer.tissue() ? 1 : FEW)) {
      fresh.forEach(file -> known.put(file.uri(), describer.describe(file)));
    } else {
      JavaSparkContext.fromSparkContext(spark.sparkContext())
          .parallelize(new ArrayList<>(fresh), tasks(spark, fresh.size()))
          .map(describer::describe)
          .collect()
          .forEach(described -> known.put(described.file().uri(), described));
    }
    opened += fresh.size();
    return files.stream().map(file -> known.get(file.uri())).toList();
  }

  private static int tasks(SparkSession spark, int slides) {
    return Math.min(slides, 4 * spark.sparkContext().defaultParallelism());
  }

  private boolean isKnown(FoundFile file, boolean tissue) {
    Described described = known.get(file.uri());
    return described != null
        && described.file().equals(file)
        && described.failure() == null
        && (!tissue || described.tissueTried());
  }

  /** Slides opened so far, each time it happened. */
  synchronized long opened() {
    return opened;
  }
}
