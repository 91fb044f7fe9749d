package org.wsispark.jobs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.util.Map;
import org.wsispark.jobs.options.OptionsJson;

/**
 * Where a command speaks: what it made goes to stdout for people; with {@code --json} people's
 * lines go to stderr and stdout gets one JSON object as its last line.
 */
public final class Console {
  private static final ObjectMapper JSON = OptionsJson.mapper();

  private final PrintStream out;
  private final PrintStream err;
  private final boolean json;

  public Console(PrintStream out, PrintStream err, boolean json) {
    this.out = out;
    this.err = err;
    this.json = json;
  }

  /** Over the process's own streams. */
  static Console standard(boolean json) {
    return new Console(System.out, System.err, json);
  }

  /** One line for people. */
  public void say(String line) {
    (json ? err : out).println(line);
  }

  /** One line for people who wait; never on stdout. */
  public void note(String line) {
    err.println(line);
  }

  /** The result for programs; only with {@code --json}. */
  public void result(Map<String, ?> fields) {
    if (json) {
      try {
        out.println(JSON.writeValueAsString(fields));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("a result cannot be written as JSON: " + fields, e);
      }
    }
  }
}
