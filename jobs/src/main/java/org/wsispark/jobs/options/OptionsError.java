package org.wsispark.jobs.options;

import org.wsispark.errors.ErrorCode;

/** Failures of configuration. */
public enum OptionsError implements ErrorCode {
  /** A key that the job does not have. */
  UNKNOWN_KEY,
  /** A value that the key cannot take. */
  BAD_VALUE,
  /** A configuration file that cannot be read. */
  BAD_FILE;

  @Override
  public Kind kind() {
    return Kind.USAGE;
  }

  /** A value that is wrong, for the records' own checks. */
  public static org.wsispark.errors.WsiException badValue(String key, Object value, String rule) {
    return org.wsispark.errors.WsiException.of(BAD_VALUE, "%s is %s, but %s", key, value, rule)
        .remedy("Set it with --set " + key + "=VALUE or in the file given to --conf");
  }
}
