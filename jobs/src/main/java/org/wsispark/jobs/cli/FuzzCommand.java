package org.wsispark.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.fuzz.FlipReport;
import org.wsispark.jobs.fuzz.FlipRun;
import org.wsispark.jobs.fuzz.FuzzError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes bytes of slides and reads them. */
@Command(
    name = "fuzz",
    mixinStandardHelpOptions = true,
    description =
        "Changes one byte of a slide's header or directories at a time (in memory) and reads it;"
            + " ends with 5 when that ends in anything but pixels or a typed error.")
final class FuzzCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SLIDE", arity = "1..*", description = "Sound slide files.")
  private List<Path> slides;

  @Option(
      names = "--flips",
      paramLabel = "N",
      defaultValue = "10000",
      description = "How many bytes, per slide (default: 10000).")
  private long flips;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "The same seed changes the same bytes (default: 1).")
  private long seed;

  @Option(names = "--json", description = "Print one JSON object as the last line of stdout.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    Console console = Console.standard(json);
    List<FlipReport> reports = new ArrayList<>();
    for (Path slide : slides) {
      FlipReport report = new FlipRun().run(slide.toString(), bytes(slide), flips, seed);
      console.say(report.line());
      report.findings().forEach(console::say);
      reports.add(report);
    }
    console.result(Map.of("slides", reports.stream().map(FlipReport::asMap).toList()));
    long findings = reports.stream().mapToLong(report -> report.findings().size()).sum();
    if (findings > 0) {
      throw WsiException.of(FuzzError.FINDINGS, "%d changed files were not handled", findings)
          .remedy("Please report the lines above");
    }
    return 0;
  }

  private static byte[] bytes(Path slide) {
    try {
      return Files.readAllBytes(slide);
    } catch (IOException | OutOfMemoryError e) {
      throw WsiException.of(FuzzError.UNREADABLE, "cannot be read into memory")
          .inSlide(slide.toString())
          .remedy("Name a file of less than 2 GB")
          .causedBy(e);
    }
  }
}
