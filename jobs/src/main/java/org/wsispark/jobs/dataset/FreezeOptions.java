package org.wsispark.jobs.dataset;

import org.wsispark.jobs.options.Key;

/** Options of {@link FreezeJob}. */
public record FreezeOptions(
    @Key("Name of the data set: letters, digits, dot, underscore and hyphen.") String name,
    @Key("The patch set to freeze.") String patchSet) {

  /** Checks the name, which is a folder's. */
  public FreezeOptions {
    SetName.check("name", name);
  }
}
