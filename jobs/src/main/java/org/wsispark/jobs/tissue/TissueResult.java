package org.wsispark.jobs.tissue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wsispark.jobs.io.JobResult;

/**
 * What was found.
 *
 * @param config names these rows of {@code tissue}
 * @param slides rows written
 * @param current slides that had their row already
 * @param withoutTissue slides of this run whose mask is empty
 * @param meanFraction mean share of tissue of the slides of this run, 0 to 1; 0 without slides
 * @param overlays folder of the pictures, or empty
 */
public record TissueResult(
    String config,
    long slides,
    long current,
    long withoutTissue,
    double meanFraction,
    String overlays)
    implements JobResult {

  @Override
  public Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("slides", slides);
    counts.put("current", current);
    counts.put("without_tissue", withoutTissue);
    return counts;
  }

  @Override
  public List<String> lines() {
    String made =
        "tissue: %d slides, %.1f %% of their area is tissue, %d without any (config %s)"
            .formatted(slides, 100 * meanFraction, withoutTissue, config);
    String rest = current == 0 ? "" : "; %d slides were up to date".formatted(current);
    return overlays.isEmpty() || slides == 0
        ? List.of(made + rest)
        : List.of(made + rest, "pictures: " + overlays);
  }
}
