package org.wsispark.jobs.dataset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What changed from one data set to another.
 *
 * @param from the first
 * @param to the second
 * @param patches by kind of change, {@link DatasetDiff#KINDS}; a patch can be in several of the
 *     last four
 * @param slides by kind of change, with their patches of each kind
 * @param classes patches of each class, before and after
 * @param splits patches of each split, before and after
 * @param labels patches by old and new label, only where they differ
 * @param moves patches by old and new split, only where they differ
 * @param options keys whose values differ, with both
 */
public record DiffReport(
    String from,
    String to,
    Map<String, Long> patches,
    Map<String, Map<String, Long>> slides,
    Map<String, BeforeAfter> classes,
    Map<String, BeforeAfter> splits,
    Map<String, Long> labels,
    Map<String, Long> moves,
    Map<String, Difference> options) {

  /**
   * A count on both sides.
   *
   * @param before in the first
   * @param after in the second
   */
  public record BeforeAfter(long before, long after) {}

  /**
   * An option on both sides.
   *
   * @param before JSON of its value in the first; null when it has none
   * @param after that in the second
   */
  public record Difference(String before, String after) {}

  /** Whether both are the same in all that is compared. */
  public boolean same() {
    return options.isEmpty()
        && DatasetDiff.KINDS.stream()
            .allMatch(kind -> kind.equals(DatasetDiff.KEPT) || patches.get(kind) == 0);
  }

  /** For programs. */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("from", from);
    fields.put("to", to);
    fields.put("same", same());
    fields.put("patches", patches);
    fields.put("slides", slides);
    fields.put("classes", classes);
    fields.put("splits", splits);
    fields.put("labels", labels);
    fields.put("moves", moves);
    fields.put("options", options);
    return fields;
  }

  /**
   * For people.
   *
   * @param most slides that are named one by one
   */
  public List<String> lines(int most) {
    List<String> lines = new ArrayList<>();
    lines.add("%s -> %s%s".formatted(from, to, same() ? ": the same" : ""));
    lines.add("patches: " + text(patches));
    labels.forEach((change, count) -> lines.add("  label %s: %d".formatted(change, count)));
    moves.forEach((change, count) -> lines.add("  split %s: %d".formatted(change, count)));
    classes.forEach(
        (name, count) ->
            lines.add("class %s: %d -> %d".formatted(name, count.before(), count.after())));
    splits.forEach(
        (name, count) ->
            lines.add("split %s: %d -> %d".formatted(name, count.before(), count.after())));
    lines.add("slides that differ: " + slides.size());
    slides.entrySet().stream()
        .limit(most)
        .forEach(slide -> lines.add("  %s: %s".formatted(slide.getKey(), text(slide.getValue()))));
    if (slides.size() > most) {
      lines.add("  and %d more; --json has them all".formatted(slides.size() - most));
    }
    options.forEach(
        (key, value) ->
            lines.add("option %s: %s -> %s".formatted(key, value.before(), value.after())));
    return lines;
  }

  private static String text(Map<String, Long> counts) {
    return String.join(
        ", ",
        counts.entrySet().stream().map(count -> count.getValue() + " " + count.getKey()).toList());
  }
}
