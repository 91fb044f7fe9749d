package org.wsispark.jobs.patches;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.wsispark.patch.SlideRules.LeftOut;

/** Says which slides a set's rules leave out, and why. */
final class LeftOutReport {
  /** So many are named; the rest is counted. */
  private static final int NAMED = 50;

  private LeftOutReport() {}

  /** Counts by rule; empty when nothing is left out. */
  static Map<String, Long> counts(List<LeftOut> leftOut) {
    Map<String, Long> counts = new LinkedHashMap<>();
    if (!leftOut.isEmpty()) {
      counts.put("left_out", (long) leftOut.size());
      byRule(leftOut).forEach((rule, count) -> counts.put("left_out_" + rule, count));
    }
    return counts;
  }

  /** Lines for people. */
  static List<String> lines(List<LeftOut> leftOut) {
    List<String> lines = new ArrayList<>();
    if (leftOut.isEmpty()) {
      return lines;
    }
    String rules =
        byRule(leftOut).entrySet().stream()
            .map(rule -> rule.getValue() + " by " + rule.getKey())
            .collect(Collectors.joining(", "));
    lines.add("%d slides are not eligible: %s".formatted(leftOut.size(), rules));
    leftOut.stream()
        .limit(NAMED)
        .forEach(slide -> lines.add("  %s: %s".formatted(slide.slideId(), slide.reason())));
    if (leftOut.size() > NAMED) {
      lines.add("  and %d more".formatted(leftOut.size() - NAMED));
    }
    return lines;
  }

  /** How many each rule leaves out. */
  static Map<String, Long> byRule(List<LeftOut> leftOut) {
    return leftOut.stream()
        .collect(Collectors.groupingBy(LeftOut::rule, TreeMap::new, Collectors.counting()));
  }
}
