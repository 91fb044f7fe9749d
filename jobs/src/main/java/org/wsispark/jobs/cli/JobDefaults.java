package org.wsispark.jobs.cli;

import java.util.Map;
import java.util.TreeMap;
import org.wsispark.jobs.export.ExportOptions;
import org.wsispark.jobs.ingest.IngestOptions;
import org.wsispark.jobs.predict.PredictOptions;

/** The options of every job as they are when nobody says anything; conf/ is made from them. */
public final class JobDefaults {
  private JobDefaults() {}

  /** By name of the job. */
  public static Map<String, Record> all() {
    Map<String, Record> all = new TreeMap<>();
    all.put("ingest", IngestOptions.defaults());
    all.put("predict", PredictOptions.defaults());
    all.put("export", ExportOptions.defaults());
    return all;
  }
}
