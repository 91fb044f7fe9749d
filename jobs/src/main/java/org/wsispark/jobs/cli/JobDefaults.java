package org.wsispark.jobs.cli;

import java.util.Map;
import java.util.TreeMap;
import org.wsispark.jobs.export.ExportOptions;
import org.wsispark.jobs.ingest.IngestOptions;
import org.wsispark.jobs.patches.PatchesOptions;
import org.wsispark.jobs.predict.PredictOptions;
import org.wsispark.jobs.rasterize.RasterizeOptions;
import org.wsispark.jobs.tissue.TissueJobOptions;

/** The options of every job as they are when nobody says anything; conf/ is made from them. */
public final class JobDefaults {
  private JobDefaults() {}

  /** By name of the job. */
  public static Map<String, Record> all() {
    Map<String, Record> all = new TreeMap<>();
    all.put("tissue", TissueJobOptions.defaults());
    all.put("patches", PatchesOptions.defaults());
    all.put("ingest", IngestOptions.defaults());
    all.put("predict", PredictOptions.defaults());
    all.put("rasterize", RasterizeOptions.defaults());
    all.put("export", ExportOptions.defaults());
    return all;
  }
}
