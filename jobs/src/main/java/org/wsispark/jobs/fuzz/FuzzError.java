package org.wsispark.jobs.fuzz;

import org.wsispark.errors.ErrorCode;

/** Failures of the command that changes bytes. */
public enum FuzzError implements ErrorCode {
  /** The file cannot be read into memory. */
  UNREADABLE(Kind.BAD_INPUT),
  /** A changed file ended in something else than pixels or a typed error. */
  FINDINGS(Kind.BUG);

  private final Kind kind;

  FuzzError(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
