package org.wsispark.jobs.dataset;

import org.wsispark.errors.ErrorCode;

/** Failures of freezing, checking and comparing data sets. */
public enum DatasetError implements ErrorCode {
  /** There is no data set and no patch set of that name. */
  NO_DATASET(Kind.USAGE),
  /** The name is taken; what is frozen never changes. */
  NAME_TAKEN(Kind.USAGE),
  /** Some of the set's patches have an image and no label, or a label and no image. */
  INCOMPLETE_SET(Kind.USAGE),
  /** The lake's files changed while they were frozen. */
  CHANGED_MEANWHILE(Kind.BAD_INPUT),
  /** The record cannot be read. */
  BAD_RECORD(Kind.BAD_INPUT),
  /** Files are not as the record says. */
  DAMAGED(Kind.BAD_INPUT);

  private final Kind kind;

  DatasetError(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
