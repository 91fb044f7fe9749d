package org.wsispark.jobs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.time.Duration;
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
  private final boolean terminal;

  /**
   * A console.
   *
   * @param terminal whether a person watches err
   */
  public Console(PrintStream out, PrintStream err, boolean json, boolean terminal) {
    this.out = out;
    this.err = err;
    this.json = json;
    this.terminal = terminal;
  }

  /** Over the process's own streams. */
  static Console standard(boolean json) {
    // The launcher knows whether stderr is a terminal; Java 17 cannot tell.
    return new Console(System.out, System.err, json, Boolean.getBoolean("wsispark.terminal"));
  }

  /** One line for people. */
  public void say(String line) {
    clear();
    (json ? err : out).println(line);
  }

  /** One line for people who wait; never on stdout. */
  public void note(String line) {
    clear();
    err.println(line);
  }

  private void clear() {
    if (terminal) {
      err.print("\033[K");
      err.flush();
    }
  }

  /** Least time between two progress lines: a terminal shows the newest, a pipe keeps them all. */
  public Duration progressInterval() {
    return terminal ? Duration.ofMillis(500) : Duration.ofSeconds(15);
  }

  /** A progress line; on a terminal it takes the place of the one before. */
  public void progress(String line) {
    if (terminal) {
      err.print("\r\033[K" + line + "\r");
      err.flush();
    } else {
      err.println(line);
    }
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
