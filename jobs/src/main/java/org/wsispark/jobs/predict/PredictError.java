package org.wsispark.jobs.predict;

import org.wsispark.errors.ErrorCode;

/** Failures of prediction. */
public enum PredictError implements ErrorCode {
  /** No slide of the lake has tissue of the wanted configuration. */
  NO_TISSUE(Kind.USAGE);

  private final Kind kind;

  PredictError(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
