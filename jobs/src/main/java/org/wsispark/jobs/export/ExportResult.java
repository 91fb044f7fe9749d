package org.wsispark.jobs.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wsispark.jobs.io.JobResult;

/**
 * What was exported.
 *
 * @param slides XML files written
 * @param regions regions in them
 * @param areaUm2 positive minus negative area
 * @param folder where they lie
 */
public record ExportResult(long slides, long regions, double areaUm2, String folder)
    implements JobResult {
  private static final double UM2_PER_MM2 = 1e6;

  @Override
  public Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("slides", slides);
    counts.put("regions", regions);
    counts.put("area_um2", Math.round(areaUm2));
    return counts;
  }

  @Override
  public List<String> lines() {
    return List.of(
        "preannotations: %d XML files with %d regions, %.2f mm2, in %s"
            .formatted(slides, regions, areaUm2 / UM2_PER_MM2, folder));
  }
}
