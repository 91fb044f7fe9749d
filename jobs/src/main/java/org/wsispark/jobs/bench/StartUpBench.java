package org.wsispark.jobs.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.wsispark.errors.WsiException;

/**
 * Measures how long {@code wsispark ingest --scan} of one slide takes from the command to the first
 * Spark task and to its end, with the launcher as users start it.
 */
public final class StartUpBench {
  private final Path checkout;
  private final Consumer<String> progress;

  /**
   * Over a checkout.
   *
   * @param progress gets a line per measurement
   */
  public StartUpBench(Path checkout, Consumer<String> progress) {
    this.checkout = checkout;
    this.progress = progress;
  }

  /** A way to start. */
  private record Way(String name, boolean archive, String options) {}

  /**
   * What was measured.
   *
   * @param machine where and with which code
   * @param ways the samples of each way to start
   */
  public record Report(Machine machine, Map<String, List<StartUp>> ways) {

    /** For people. */
    public List<String> text() {
      List<String> text = new ArrayList<>();
      text.add("From the command to the first Spark task of `wsispark ingest --scan`, one slide");
      text.add(machine.text());
      text.add("");
      text.add("| started | s to JVM | s to first task | CPU s to first task | s to end |");
      text.add("|---|---|---|---|---|");
      ways.forEach(
          (name, samples) ->
              text.add(
                  "| %s | %s | %s | %s | %s |"
                      .formatted(
                          name,
                          spread(samples, StartUp::toJvm),
                          spread(samples, StartUp::toFirstTask),
                          spread(samples, StartUp::cpuToFirstTask),
                          spread(samples, StartUp::toEnd))));
      return text;
    }

    /** For programs, with line breaks. */
    public String json() {
      return BenchReport.json(this);
    }

    /** For programs, by the names of the JSON file. */
    public Map<String, Object> asMap() {
      return BenchReport.asMap(this);
    }

    private static String spread(List<StartUp> samples, ToDoubleFunction<StartUp> value) {
      return Spread.of(samples.stream().mapToDouble(value).boxed().toList()).text();
    }
  }

  /**
   * Measures each way in turn.
   *
   * @param folder holds slides to ingest
   * @param options of the JVM, tried as one more way; may be empty
   */
  public Report run(Path folder, String options, int rounds)
      throws IOException, InterruptedException {
    List<Way> ways =
        new ArrayList<>(
            new ObjectMapper(new YAMLFactory())
                .readValue(WorkloadFiles.text("startup.yaml"), new TypeReference<List<Way>>() {}));
    if (!options.isBlank()) {
      ways.add(new Way("with " + options, true, options));
    }
    Machine machine = Machine.here(checkout);
    Map<String, List<StartUp>> samples = new LinkedHashMap<>();
    // The first start of all finds no file in memory and may make the class archive.
    progress.accept("warming up");
    start(folder, ways.get(0));
    for (int round = 0; round < rounds; round++) {
      for (Way way : ways) {
        StartUp sample = start(folder, way);
        samples.computeIfAbsent(way.name(), name -> new ArrayList<>()).add(sample);
        progress.accept("round %d, %s: %s".formatted(round + 1, way.name(), sample));
      }
    }
    return new Report(machine, samples);
  }

  private StartUp start(Path folder, Way way) throws IOException, InterruptedException {
    Path scratch = Files.createTempDirectory("wsispark-startup");
    try {
      Path noted = scratch.resolve("first-task.json");
      String options =
          "-Dspark.extraListeners=%s -D%s=%s %s"
              .formatted(FirstTask.class.getName(), FirstTask.FILE, noted, way.options());
      List<String> command =
          List.of(
              "env",
              "WSISPARK_JAVA_OPTS=" + options,
              "WSISPARK_ARCHIVE=" + (way.archive() ? "" : "off"),
              checkout.resolve("wsispark").toString(),
              "ingest",
              "--scan",
              folder.toString(),
              "--lake",
              scratch.resolve("lake").toString(),
              "--master",
              "local[2]");
      long begin = System.currentTimeMillis();
      Program done = Program.run(command, scratch).orFail();
      if (!Files.exists(noted)) {
        throw WsiException.of(BenchError.NO_RESULT, "%s ran no Spark task", command);
      }
      JsonNode note = new ObjectMapper().readTree(noted.toFile());
      return new StartUp(
          (note.path("jvm_at").asLong() - begin) / 1e3,
          (note.path("task_at").asLong() - begin) / 1e3,
          done.seconds(),
          note.path("cpu_s").asDouble());
    } finally {
      ScratchFolder.delete(scratch);
    }
  }
}
