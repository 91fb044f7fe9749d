package org.wsispark.slide.write;

import org.wsispark.errors.ErrorCode;

/** Failures of the package. */
public enum WriteError implements ErrorCode {
  /** The file system refused the file, or the disk is full. */
  CANNOT_WRITE,
  /** A slide that does not fit into the form asked for, such as classic TIFF above 4 GiB. */
  BAD_SLIDE_FORM;

  @Override
  public Kind kind() {
    return this == CANNOT_WRITE ? Kind.BAD_INPUT : Kind.USAGE;
  }
}
