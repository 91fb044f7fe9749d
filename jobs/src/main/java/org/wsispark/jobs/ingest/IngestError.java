package org.wsispark.jobs.ingest;

import org.wsispark.errors.ErrorCode;

/** Failures of finding slides. */
public enum IngestError implements ErrorCode {
  /** Nothing was named, or two things at once. */
  NO_SOURCE(Kind.USAGE),
  /** A folder or manifest without a single slide. */
  NO_SLIDES(Kind.BAD_INPUT),
  /** An annotation whose slide is not there. */
  ORPHAN_ANNOTATION(Kind.BAD_INPUT),
  /** A file whose name cannot be a slide's. */
  BAD_NAME(Kind.BAD_INPUT),
  /** A slide that lies there and is in no row of the manifest. */
  NOT_LISTED(Kind.BAD_INPUT),
  /** Two slides with one name. */
  DUPLICATE_SLIDE(Kind.BAD_INPUT),
  /** A slide that is still in a registry or on the web. */
  NOT_FETCHED(Kind.BAD_INPUT),
  /** The file's bytes are not those that the manifest names. */
  CHECKSUM_MISMATCH(Kind.BAD_INPUT);

  private final Kind kind;

  IngestError(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
