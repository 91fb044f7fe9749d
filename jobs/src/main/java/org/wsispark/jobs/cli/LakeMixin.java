package org.wsispark.jobs.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.options.OptionsResolver;
import picocli.CommandLine.Option;

/** The options that every command over a lake has. */
final class LakeMixin {
  @Option(
      names = "--lake",
      paramLabel = "URI",
      defaultValue = "lake",
      description = "Folder of the tables (default: ./lake).")
  private String lake;

  @Option(
      names = "--conf",
      paramLabel = "FILE",
      description = "YAML file with options; see the conf folder for every key.")
  private Path conf;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One option; wins over --conf. May be repeated.")
  private Map<String, String> sets = new LinkedHashMap<>();

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark master (default: spark-submit's, else local[*]).")
  private String master;

  @Option(names = "--json", description = "Print one JSON object as the last line of stdout.")
  private boolean json;

  Lake lake() {
    return Lake.of(lake);
  }

  String master() {
    return master;
  }

  boolean json() {
    return json;
  }

  <O extends Record> O resolve(O defaults) {
    return OptionsResolver.resolve(defaults, conf, sets);
  }
}
