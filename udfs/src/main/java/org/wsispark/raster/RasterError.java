package org.wsispark.raster;

import org.wsispark.errors.ErrorCode;

/** Failures of the package. */
public enum RasterError implements ErrorCode {
  /** Bytes that are no run-length mask of a known version, or are damaged. */
  BAD_RUN_LENGTH;

  @Override
  public Kind kind() {
    return Kind.BAD_INPUT;
  }
}
