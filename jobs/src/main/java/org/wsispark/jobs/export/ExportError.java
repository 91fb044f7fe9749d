package org.wsispark.jobs.export;

import org.wsispark.errors.ErrorCode;

/** Failures of export. */
public enum ExportError implements ErrorCode {
  /** The lake has no prediction of this model and config. */
  NO_PREDICTION(Kind.USAGE),
  /** The lake has several predictions of the model and none is named. */
  SEVERAL_PREDICTIONS(Kind.USAGE);

  private final Kind kind;

  ExportError(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
