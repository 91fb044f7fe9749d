package org.wsispark.jobs.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wsispark.errors.WsiException;

/** Compiles and runs the JMH kernels of udfs; they print for themselves. */
public final class KernelBench {
  private KernelBench() {}

  /**
   * Runs them.
   *
   * @param checkout root of the project
   * @param pattern which, as a regular expression; empty for all
   * @param out where JMH's JSON goes, or null
   * @throws WsiException NO_RESULT when they do not compile or run
   */
  public static void run(Path checkout, String pattern, Path out)
      throws IOException, InterruptedException {
    follow(
        checkout, List.of("mvn", "-B", "-q", "-Pbench", "-Dquick", "-pl", "udfs", "test-compile"));
    Path target = checkout.resolve("udfs").resolve("target");
    String classPath =
        String.join(
            File.pathSeparator,
            target.resolve("test-classes").toString(),
            target.resolve("classes").toString(),
            Files.readString(target.resolve("kernels.classpath")).strip());
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                "org.openjdk.jmh.Main"));
    if (!pattern.isBlank()) {
      command.add(pattern);
    }
    if (out != null) {
      command.addAll(List.of("-rf", "json", "-rff", out.toAbsolutePath().toString()));
    }
    follow(checkout, command);
  }

  private static void follow(Path checkout, List<String> command)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).directory(checkout.toFile()).inheritIO().start();
    try {
      int status = process.waitFor();
      if (status != 0) {
        throw WsiException.of(
            BenchError.NO_RESULT, "%s ended with %d", String.join(" ", command), status);
      }
    } finally {
      process.destroy();
    }
  }
}
