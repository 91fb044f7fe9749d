package org.wsispark.jobs.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs a step in a JVM of its own, with the flags and class path of this one. */
public final class FreshJvm {
  private static final int FIXED_ARGUMENTS = 4;

  private FreshJvm() {}

  /** Seconds are from before the process starts to its end. */
  static BenchStep.Measured run(String step, List<Path> slides, int threads, Path scratch)
      throws IOException, InterruptedException {
    Path result = Files.createTempFile("wsispark-bench", ".json");
    try {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
      command.addAll(
          List.of(
              "-cp",
              System.getProperty("java.class.path"),
              FreshJvm.class.getName(),
              step,
              Integer.toString(threads),
              scratch.toString(),
              result.toString()));
      slides.forEach(slide -> command.add(slide.toString()));
      Program done = Program.run(command, scratch).orFail();
      BenchStep.Measured inside =
          new ObjectMapper().readValue(result.toFile(), BenchStep.Measured.class);
      return new BenchStep.Measured(inside.units(), done.seconds(), inside.cpuSeconds());
    } finally {
      Files.deleteIfExists(result);
    }
  }

  /**
   * The other side.
   *
   * @param args step, threads, scratch folder, file for the result, slides
   */
  public static void main(String[] args) throws IOException {
    BenchStep.Measured measured =
        BenchSteps.named(args[0])
            .run(
                Arrays.stream(args).skip(FIXED_ARGUMENTS).map(Path::of).toList(),
                Integer.parseInt(args[1]),
                Path.of(args[2]));
    // All processor time of this JVM, as its start is part of what is measured.
    double cpu =
        ProcessHandle.current()
            .info()
            .totalCpuDuration()
            .map(time -> time.toNanos() / 1e9)
            .orElse(measured.cpuSeconds());
    new ObjectMapper()
        .writeValue(
            Path.of(args[FIXED_ARGUMENTS - 1]).toFile(),
            new BenchStep.Measured(measured.units(), measured.seconds(), cpu));
  }
}
