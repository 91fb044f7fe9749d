package org.wsispark.geometry;

import org.wsispark.errors.ErrorCode;

/** Failures of the package. */
public enum GeometryError implements ErrorCode {
  /** A resolution that is not a finite positive number of micrometres per pixel. */
  BAD_MPP;

  @Override
  public Kind kind() {
    return Kind.BAD_INPUT;
  }
}
