package org.wsispark.jobs.rasterize;

import org.wsispark.errors.ErrorCode;

/** Failures of rasterization. */
public enum RasterizeError implements ErrorCode {
  /** A layer id that the document does not have. */
  NO_SUCH_LAYER,
  /** More layers than an 8-bit mask can number. */
  TOO_MANY_LAYERS;

  @Override
  public Kind kind() {
    return Kind.USAGE;
  }
}
