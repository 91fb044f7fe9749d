package org.wsispark.jobs.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes a comparison as a Markdown table that also reads well in a terminal. */
final class ComparisonTable {
  private ComparisonTable() {}

  /** The lines of the table. */
  static List<String> text(String unit, List<ComparisonLine> lines) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(List.of("slides", "who", unit + "/s", "ratio to", "by wall clock", "by CPU"));
    for (ComparisonLine line : lines) {
      String slides = line.slides() == 0 ? "each further" : Integer.toString(line.slides());
      cells.add(List.of(slides, line.contestant(), line.perSecond().text(), "", "", ""));
      for (Map.Entry<String, Spread> ratio : line.wallRatios().entrySet()) {
        Spread cpu = line.cpuRatios().get(ratio.getKey());
        cells.add(
            List.of(
                "",
                "",
                "",
                ratio.getKey(),
                ratio.getValue().text(),
                cpu == null ? "" : cpu.text()));
      }
    }
    int[] widths = new int[cells.get(0).size()];
    for (List<String> row : cells) {
      for (int k = 0; k < widths.length; k++) {
        widths[k] = Math.max(widths[k], row.get(k).length());
      }
    }
    List<String> text = new ArrayList<>();
    for (List<String> row : cells) {
      StringBuilder line = new StringBuilder("|");
      for (int k = 0; k < widths.length; k++) {
        line.append(' ').append(row.get(k)).append(" ".repeat(widths[k] - row.get(k).length()));
        line.append(" |");
      }
      text.add(line.toString());
      if (text.size() == 1) {
        StringBuilder rule = new StringBuilder("|");
        for (int width : widths) {
          rule.append("-".repeat(width + 2)).append('|');
        }
        text.add(rule.toString());
      }
    }
    return text;
  }
}
