package org.wsispark.jobs.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.wsispark.errors.WsiException;

/**
 * A program that was run to its end.
 *
 * @param command what was run
 * @param status its exit status
 * @param seconds from just before its start to its end
 * @param out what it wrote to stdout
 * @param err what it wrote to stderr
 */
record Program(List<String> command, int status, double seconds, String out, String err) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SHOWN_LINES = 5;

  /** Runs a program; it is ended when this thread is interrupted. */
  static Program run(List<String> command, Path folder) throws InterruptedException {
    Path out = null;
    Path err = null;
    try {
      // Files, not pipes: nothing reads while it runs, so a pipe would fill up and stop it.
      out = Files.createTempFile("wsispark-bench", ".out");
      err = Files.createTempFile("wsispark-bench", ".err");
      long start = System.nanoTime();
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      int status;
      try {
        status = process.waitFor();
      } catch (InterruptedException e) {
        process.destroy();
        throw e;
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      return new Program(command, status, seconds, text(out), text(err));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + command.get(0), e);
    } finally {
      delete(out);
      delete(err);
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private static void delete(Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + file, e);
    }
  }

  /** Itself when it ended well. */
  Program orFail() {
    if (status == 0) {
      return this;
    }
    List<String> lines = err.strip().lines().toList();
    String last =
        String.join(" | ", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
    throw WsiException.of(
        BenchError.NO_RESULT, "%s ended with %d: %s", String.join(" ", command), status, last);
  }

  /** The last line of stdout, which is one JSON object. */
  JsonNode result() {
    orFail();
    List<String> lines = out.strip().lines().toList();
    try {
      JsonNode node = lines.isEmpty() ? null : JSON.readTree(lines.get(lines.size() - 1));
      if (node != null && node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException e) {
      throw noJson().causedBy(e);
    }
    throw noJson();
  }

  private WsiException noJson() {
    return WsiException.of(
        BenchError.NO_RESULT,
        "%s printed no JSON object as its last line",
        String.join(" ", command));
  }
}
