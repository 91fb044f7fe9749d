package org.wsispark.jobs.synth;

import org.wsispark.errors.ErrorCode;

/** Why a cohort could not be made. */
public enum SynthError implements ErrorCode {
  /** The folder cannot be made or written. */
  CANNOT_WRITE;

  @Override
  public Kind kind() {
    return Kind.USAGE;
  }
}
