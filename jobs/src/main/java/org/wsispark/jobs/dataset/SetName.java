package org.wsispark.jobs.dataset;

import org.wsispark.jobs.options.OptionsError;

/** Names of patch sets and data sets, which become folders on any file system. */
public final class SetName {
  private static final String FORM = "[A-Za-z0-9][A-Za-z0-9._-]{0,127}";

  private SetName() {}

  /**
   * Refuses a name that is no folder's everywhere.
   *
   * @param key of the option that holds it
   * @throws org.wsispark.errors.WsiException BAD_OPTION with the key
   */
  public static void check(String key, String name) {
    if (!name.matches(FORM)) {
      throw OptionsError.badValue(
          key, name, "a name is up to 128 letters, digits, dots, hyphens, underscores");
    }
  }
}
