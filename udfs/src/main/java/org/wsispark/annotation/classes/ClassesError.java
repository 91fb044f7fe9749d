package org.wsispark.annotation.classes;

import org.wsispark.errors.ErrorCode;

/** Failures of classes. */
public enum ClassesError implements ErrorCode {
  /** A class file that is no YAML of the expected form. */
  BAD_FILE,
  /** A value in a class file that cannot be. */
  BAD_VALUE,
  /** A set that the file does not have. */
  NO_SUCH_SET,
  /** A layer of a document that belongs to no class, where none may. */
  UNMATCHED_LAYER;

  @Override
  public Kind kind() {
    return Kind.USAGE;
  }
}
