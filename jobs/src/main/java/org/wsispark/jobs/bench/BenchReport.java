package org.wsispark.jobs.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a benchmark found.
 *
 * @param workload its name
 * @param title what was done
 * @param unit what was counted
 * @param slides names of the slides
 * @param measuredAt when it ended, UTC
 * @param machine where and with which code
 * @param lines speeds and ratios with their spread
 * @param absent peers that did not run, and why
 * @param samples every measurement
 */
public record BenchReport(
    String workload,
    String title,
    String unit,
    List<String> slides,
    String measuredAt,
    Machine machine,
    List<ComparisonLine> lines,
    Map<String, String> absent,
    List<Sample> samples) {
  private static final ObjectMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  static BenchReport of(
      String name,
      Workload workload,
      List<Path> slides,
      Machine machine,
      List<Sample> samples,
      Map<String, String> absent) {
    return new BenchReport(
        name,
        workload.title(),
        workload.unit(),
        slides.stream().map(slide -> slide.getFileName().toString()).toList(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        machine,
        new Comparison(workload, samples).lines(),
        absent,
        samples);
  }

  /** For people: where, the table, who was missing. */
  public List<String> text() {
    List<String> text = new ArrayList<>(List.of(title, machine.text(), ""));
    text.addAll(ComparisonTable.text(unit, lines));
    absent.forEach((peer, why) -> text.add("not measured: " + peer + " (" + why + ")"));
    return text;
  }

  /** For programs, by the names of the JSON file. */
  public Map<String, Object> asMap() {
    return asMap(this);
  }

  /** For programs, with line breaks. */
  public String json() {
    return json(this);
  }

  static Map<String, Object> asMap(Record report) {
    return JSON.convertValue(report, new TypeReference<Map<String, Object>>() {});
  }

  static String json(Record report) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report cannot be written as JSON", e);
    }
  }
}
