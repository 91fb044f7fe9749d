package org.wsispark.jobs.dataset;

import org.wsispark.jobs.options.Key;
import org.wsispark.jobs.options.OptionsError;

/** Options of {@link FreezeJob}. */
public record FreezeOptions(
    @Key("Name of the data set: letters, digits, dot, underscore and hyphen.") String name,
    @Key("The patch set to freeze.") String patchSet) {

  /** Checks the name, which is a folder's. */
  public FreezeOptions {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,127}")) {
      throw OptionsError.badValue(
          "name", name, "a name is up to 128 letters, digits, dots, hyphens, underscores");
    }
  }
}
