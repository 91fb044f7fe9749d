package org.wsispark.slide.synthetic;

import org.wsispark.errors.ErrorCode;

/** Failures of the package. */
public enum SyntheticError implements ErrorCode {
  /** The thread was asked to stop. */
  INTERRUPTED;

  @Override
  public Kind kind() {
    return Kind.USAGE;
  }
}
