package org.wsispark.jobs.source;

import org.wsispark.errors.ErrorCode;

/** Failures of the data source. */
enum SourceError implements ErrorCode {
  /** An option that the source does not have. */
  UNKNOWN_OPTION(Kind.USAGE),
  /** A value that an option cannot take. */
  BAD_OPTION(Kind.USAGE),
  /** A path or pattern that names no file. */
  NO_SUCH_PATH(Kind.USAGE),
  /** A table that refers to no tiles, or to those of several patch sets. */
  NO_REFERENCES(Kind.USAGE),
  /** Something that only a table that can be written has. */
  READ_ONLY(Kind.USAGE);

  private final Kind kind;

  SourceError(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
