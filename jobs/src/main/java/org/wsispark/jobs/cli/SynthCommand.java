package org.wsispark.jobs.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.wsispark.jobs.synth.SynthJob;
import org.wsispark.jobs.synth.SynthOptions;
import org.wsispark.jobs.synth.SynthResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a cohort of synthetic slides with known truth, without Spark. */
@Command(
    name = "synth",
    mixinStandardHelpOptions = true,
    description = "Real pyramidal JPEG SVS files with known truth as Aperio XML, and a manifest.")
final class SynthCommand implements Callable<Integer> {
  @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder to fill.")
  private Path out;

  @Option(names = "--slides", paramLabel = "N", required = true, description = "How many slides.")
  private int slides;

  @Option(
      names = "--width",
      paramLabel = "PX",
      defaultValue = "8192",
      description = "Width of level 0 in pixels (default: ${DEFAULT-VALUE}).")
  private int width;

  @Option(
      names = "--height",
      paramLabel = "PX",
      defaultValue = "8192",
      description = "Height of level 0 in pixels (default: ${DEFAULT-VALUE}).")
  private int height;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides every byte of the cohort (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--patients",
      paramLabel = "N",
      defaultValue = "0",
      description = "How many patients (default: one for two slides).")
  private int patients;

  @Option(
      names = "--phi",
      description = "Put invented personal data wherever scanners leave it: tags, pixels, names.")
  private boolean phi;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description = "Threads that paint (default: one per processor).")
  private int threads;

  @Option(names = "--json", description = "Print one JSON object as the last line of stdout.")
  private boolean json;

  @Override
  public Integer call() {
    SynthOptions options =
        new SynthOptions(out, slides, width, height, seed, patients, phi, threads);
    Console console = Console.standard(json);
    SynthResult result =
        new SynthJob(options)
            .run(
                slide ->
                    console.say(
                        "%s: %d bytes, truth in %s"
                            .formatted(slide.slide(), slide.bytes(), slide.truth().getFileName())));
    console.say("manifest: " + result.manifest());
    List<Map<String, Object>> made = result.slides().stream().map(SynthCommand::fields).toList();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("manifest", result.manifest().toString());
    fields.put("slides", made);
    console.result(fields);
    return 0;
  }

  private static Map<String, Object> fields(SynthResult.Slide slide) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("slide_id", slide.slideId());
    fields.put("path", slide.slide().toString());
    fields.put("truth", slide.truth().toString());
    fields.put("bytes", slide.bytes());
    return fields;
  }
}
