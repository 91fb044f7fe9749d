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
 * @param verticesTraced along pixel edges
 * @param verticesWritten after simplification
 * @param leastIou of a slide's outlines with its mask; 1 without slides
 * @param folder where they lie
 */
public record ExportResult(
    long slides,
    long regions,
    double areaUm2,
    long verticesTraced,
    long verticesWritten,
    double leastIou,
    String folder)
    implements JobResult {
  private static final double UM2_PER_MM2 = 1e6;

  @Override
  public Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("slides", slides);
    counts.put("regions", regions);
    counts.put("area_um2", Math.round(areaUm2));
    counts.put("vertices_traced", verticesTraced);
    counts.put("vertices", verticesWritten);
    return counts;
  }

  @Override
  public List<String> lines() {
    return List.of(
        "preannotations: %d XML files with %d regions, %.2f mm2, in %s"
            .formatted(slides, regions, areaUm2 / UM2_PER_MM2, folder),
        "outlines: %d vertices of %d along pixel edges, IoU with the mask %.4f or more"
            .formatted(verticesWritten, verticesTraced, leastIou));
  }
}
