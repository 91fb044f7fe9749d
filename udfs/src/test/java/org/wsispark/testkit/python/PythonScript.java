package org.wsispark.testkit.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Scripts that say what other libraries make of a file. */
public final class PythonScript {
  private static final long MOST_MINUTES = 5;

  private PythonScript() {}

  /** The interpreter that has the libraries; without one the test is skipped by name. */
  public static String interpreter() {
    String python = System.getProperty("wsispark.python");
    assumeTrue(python != null, "SKIP: the property wsispark.python names no interpreter");
    return python;
  }

  /**
   * Runs a script to its end. One that fails, or takes over five minutes, fails the test with all
   * that it said.
   *
   * @param script below the project's folder
   * @param arguments as text
   * @return what it printed to stdout
   */
  public static String run(String script, Object... arguments) {
    List<String> command = new ArrayList<>(List.of(interpreter(), "-B"));
    command.add(Path.of(System.getProperty("wsispark.root", "..")).resolve(script).toString());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    try {
      Path out = Files.createTempFile("script", ".out");
      Path log = Files.createTempFile("script", ".log");
      try {
        return run(command, out, log);
      } finally {
        Files.delete(out);
        Files.delete(log);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + script, e);
    }
  }

  private static String run(List<String> command, Path out, Path log) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(log.toFile())
            .start();
    try {
      assertThat(process.waitFor(MOST_MINUTES, TimeUnit.MINUTES))
          .as("%s ended", command.get(2))
          .isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
    String said = Files.readString(out);
    assertThat(process.exitValue())
        .as("%s: %s%s", command.get(2), said, Files.readString(log))
        .isZero();
    return said;
  }
}
