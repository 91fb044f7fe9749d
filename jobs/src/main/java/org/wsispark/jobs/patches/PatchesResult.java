package org.wsispark.jobs.patches;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.wsispark.jobs.io.JobResult;
import org.wsispark.patch.SlideRules.LeftOut;

/**
 * What was made.
 *
 * @param patchSet the set
 * @param slides slides whose rows were completed in this run, also those without a single patch
 * @param withoutPatches those of them of which no patch passes the filters
 * @param current slides that had their rows already
 * @param withoutTissue slides of the catalogue without a tissue row of their present bytes
 * @param images rows added to {@code patch_images}
 * @param labels rows added to or changed in {@code patch_labels}
 * @param tasks Spark tasks that read pixels
 * @param mostTasksOfASlide Spark tasks that read the pixels of one slide
 * @param tilesDecoded tiles decoded
 * @param missingTiles tiles that slides do not hold, white in the patches
 * @param encoding of the images
 * @param cost what they took
 * @param prices that go with it
 * @param leftOut slides that the set's rules leave out
 * @param splits how the set's slides are shared out
 */
public record PatchesResult(
    String patchSet,
    long slides,
    List<String> withoutPatches,
    long current,
    List<String> withoutTissue,
    long images,
    long labels,
    long tasks,
    long mostTasksOfASlide,
    long tilesDecoded,
    long missingTiles,
    String encoding,
    SetCost cost,
    Prices prices,
    List<LeftOut> leftOut,
    SplitShares splits)
    implements JobResult {
  private static final int MOST_NAMED = 10;

  /** Copies the lists. */
  public PatchesResult {
    withoutPatches = List.copyOf(withoutPatches);
    withoutTissue = List.copyOf(withoutTissue);
    leftOut = List.copyOf(leftOut);
  }

  @Override
  public Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("slides", slides);
    counts.put("slides_without_patches", (long) withoutPatches.size());
    counts.put("current", current);
    counts.put("without_tissue", (long) withoutTissue.size());
    counts.put("patches", images);
    counts.put("labels", labels);
    counts.put("tasks", tasks);
    counts.put("tiles_decoded", tilesDecoded);
    counts.put("missing_tiles", missingTiles);
    counts.put("stored_bytes", cost.storedBytes());
    counts.put("moved_bytes", cost.movedBytes());
    counts.putAll(LeftOutReport.counts(leftOut));
    return counts;
  }

  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "patch set %s: %d patches of %d slides with %d labels, made by %d tasks"
                .formatted(patchSet, images, slides, labels, tasks)
            + (current == 0 ? "" : "; %d slides were up to date".formatted(current)));
    if (images > 0) {
      lines.add(cost.line(encoding, prices) + "; prices of " + prices.asOf());
    }
    splits.line().ifPresent(lines::add);
    lines.addAll(LeftOutReport.lines(leftOut));
    without(withoutPatches).ifPresent(lines::add);
    if (missingTiles > 0) {
      lines.add(missingTiles + " tiles are missing in the slides; they are white in the patches");
    }
    withoutTissue(withoutTissue).ifPresent(lines::add);
    return lines;
  }

  @Override
  public Map<String, Object> figures() {
    return Map.of("cost", Map.of(encoding, cost.figures(prices)), "splits", splits.figures());
  }

  /** Says which slides are passed over for want of tissue. */
  static Optional<String> withoutTissue(List<String> slides) {
    return slides.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%d slides have no tissue row of their present bytes: %s; run `wsispark tissue`, and where it failed see the table quarantine"
                .formatted(slides.size(), some(slides)));
  }

  private static String some(List<String> slides) {
    String some = slides.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    return slides.size() > MOST_NAMED ? some + " and others" : some;
  }

  /** Says which slides have no patch, so that a limit that drops everything is seen. */
  static Optional<String> without(List<String> slides) {
    if (slides.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "no patch of %d slides passes the filters: %s".formatted(slides.size(), some(slides)));
  }
}
