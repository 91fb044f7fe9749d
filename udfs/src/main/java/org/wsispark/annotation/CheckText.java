package org.wsispark.annotation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The lines that a command prints about a check. */
public final class CheckText {
  private static final Map<Integer, String> NAMES =
      Map.of(0, "freehand", 1, "rectangle", 2, "ellipse", 3, "arrow", 4, "ruler");

  private CheckText() {}

  /**
   * Formats a check: a line per layer, below it one per kind of finding with its first places.
   *
   * @param check any
   * @param places how many places of each kind are listed at most
   * @return lines without line ends, the last one saying whether there are defects
   */
  public static List<String> lines(AnnotationCheck check, int places) {
    List<String> lines = new ArrayList<>();
    Set<String> told = new HashSet<>();
    for (LayerSummary layer : check.layers()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "layer %s \"%s\": %d regions (%d negative), %d vertices%s",
              layer.layerId(),
              layer.className(),
              layer.regions(),
              layer.negatives(),
              layer.vertices(),
              types(layer)));
      // Findings name a layer by its id, so layers that share one share their findings, too.
      if (told.add(layer.layerId())) {
        byKind(check.findings(), layer.layerId())
            .forEach((kind, findings) -> lines.add("  " + line(kind, findings, places)));
      }
    }
    lines.add(
        check.isClean()
            ? "no defects"
            : check.findings().stream().filter(finding -> finding.kind().isDefect()).count()
                + " defects");
    return lines;
  }

  private static Map<Finding.Kind, List<Finding>> byKind(List<Finding> findings, String layerId) {
    return findings.stream()
        .filter(finding -> finding.layerId().equals(layerId))
        .collect(
            Collectors.groupingBy(
                Finding::kind, () -> new EnumMap<>(Finding.Kind.class), Collectors.toList()));
  }

  private static String types(LayerSummary layer) {
    return layer.byType().entrySet().stream()
        .map(
            entry ->
                entry.getValue()
                    + " "
                    + NAMES.getOrDefault(entry.getKey(), "type " + entry.getKey()))
        .collect(
            Collectors.collectingAndThen(
                Collectors.joining(", "), text -> text.isEmpty() ? "" : ": " + text));
  }

  private static String line(Finding.Kind kind, List<Finding> findings, int places) {
    String listed =
        findings.stream().limit(places).map(CheckText::place).collect(Collectors.joining("; "));
    int more = Math.max(0, findings.size() - places);
    return String.format(
        Locale.ROOT,
        "%s %s: %d: %s%s",
        kind.isDefect() ? "defect" : "note",
        kind.name().toLowerCase(Locale.ROOT).replace('_', '-'),
        findings.size(),
        listed,
        more > 0 ? "; and " + more + " more" : "");
  }

  private static String place(Finding finding) {
    return finding.regionIndex() < 0
        ? "the layer"
        : "region %s (%s)".formatted(finding.regionId(), finding.detail());
  }
}
