package org.wsispark.spark;

import org.wsispark.errors.ErrorCode;

/** Failures of the SQL functions. */
public enum SparkError implements ErrorCode {
  /** A function called with too few or too many arguments. */
  WRONG_ARGUMENTS(Kind.USAGE),
  /** An argument that is out of its range. */
  BAD_ARGUMENT(Kind.USAGE),
  /** A file of a store that nothing on the class path reads. */
  NO_FILE_SYSTEM(Kind.USAGE);

  private final Kind kind;

  SparkError(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
