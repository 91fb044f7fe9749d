package org.wsispark.jobs.samples;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Options of {@link SamplesJob}.
 *
 * @param out folder for the slides; made when it is not there
 * @param python how Python is called, for example {@code python3}
 */
public record SamplesOptions(Path out, List<String> python) {
  /** Checks that both are given. */
  public SamplesOptions {
    Objects.requireNonNull(out, "out");
    python = List.copyOf(python);
    if (python.isEmpty()) {
      throw new IllegalArgumentException("no command for Python");
    }
  }

  /** Into a folder, by the python3 on PATH. */
  public static SamplesOptions into(Path out) {
    return new SamplesOptions(out, List.of("python3"));
  }
}
