package org.wsispark.jobs.predict;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wsispark.jobs.io.JobResult;

/**
 * What was predicted.
 *
 * @param model the model's id
 * @param config names these rows of {@code probability} together with the model
 * @param slides slides predicted in this run
 * @param current slides that had their prediction already
 * @param blocks rows written
 * @param windows windows inferred
 * @param tasks Spark tasks that inferred
 */
public record PredictResult(
    String model, String config, long slides, long current, long blocks, long windows, long tasks)
    implements JobResult {

  @Override
  public Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("slides", slides);
    counts.put("current", current);
    counts.put("blocks", blocks);
    counts.put("windows", windows);
    counts.put("tasks", tasks);
    return counts;
  }

  @Override
  public List<String> lines() {
    return List.of(
        "probability: %d slides, %d windows of model %s stitched into %d blocks (config %s)"
                .formatted(slides, windows, model, blocks, config)
            + (current == 0 ? "" : "; %d slides were up to date".formatted(current)));
  }
}
