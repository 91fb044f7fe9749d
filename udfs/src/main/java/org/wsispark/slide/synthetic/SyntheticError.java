package org.wsispark.slide.synthetic;

import org.wsispark.errors.ErrorCode;

/** Failures of the package. */
public enum SyntheticError implements ErrorCode {
  /** The file system refused the slide, or the disk is full. */
  CANNOT_WRITE,
  /** A slide that does not fit into the form asked for, such as classic TIFF above 4 GiB. */
  BAD_SLIDE_FORM,
  /** The thread was asked to stop. */
  INTERRUPTED;

  @Override
  public Kind kind() {
    return this == CANNOT_WRITE ? Kind.BAD_INPUT : Kind.USAGE;
  }
}
