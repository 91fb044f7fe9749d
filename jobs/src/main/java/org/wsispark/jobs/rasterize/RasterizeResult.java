package org.wsispark.jobs.rasterize;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wsispark.jobs.io.JobResult;

/**
 * What was made.
 *
 * @param config names these rows of {@code masks}
 * @param slides masks made
 * @param current slides that had their mask already
 * @param withoutAnnotation slides of the catalogue without a document
 * @param tiles rows of {@code mask_tiles} written
 * @param orphans orphan negatives met
 * @param folder of the TIFF files, or empty
 */
public record RasterizeResult(
    String config,
    long slides,
    long current,
    long withoutAnnotation,
    long tiles,
    long orphans,
    String folder)
    implements JobResult {

  @Override
  public Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("slides", slides);
    counts.put("current", current);
    counts.put("without_annotation", withoutAnnotation);
    counts.put("tiles", tiles);
    counts.put("orphan_negatives", orphans);
    return counts;
  }

  @Override
  public List<String> lines() {
    return List.of(
        "masks: %d slides%s (config %s); %d slides were up to date, %d have no annotation"
            .formatted(
                slides,
                folder.isEmpty() ? ", " + tiles + " tiles" : ", in " + folder,
                config,
                current,
                withoutAnnotation));
  }
}
