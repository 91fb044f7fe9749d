package org.wsispark.jobs.rasterize;

import org.wsispark.errors.ErrorCode;

/** Failures of the job. */
public enum RasterizeError implements ErrorCode {
  /** A slide has several current documents and none is chosen. */
  AMBIGUOUS_DOCUMENT;

  @Override
  public Kind kind() {
    return Kind.BAD_INPUT;
  }
}
