package org.wsispark.jobs.io;

import org.wsispark.errors.ErrorCode;

/** Failures of the lake and of runs. */
public enum IoError implements ErrorCode {
  /** A table that the job reads is not in the lake yet. */
  NO_TABLE(Kind.USAGE),
  /** The job found nothing to do because an earlier step has not run. */
  NOTHING_TO_DO(Kind.USAGE),
  /** No slide has a tissue row to work on. */
  NO_TISSUE(Kind.USAGE),
  /** A slide has tissue rows of several configs and none is named. */
  AMBIGUOUS_TISSUE(Kind.USAGE),
  /** More than one annotation document of a slide is current. */
  AMBIGUOUS_DOCUMENT(Kind.BAD_INPUT),
  /** Another run of the same job and target is active. */
  LEASE_HELD(Kind.LEASE_HELD),
  /** A file or folder cannot be read or written. */
  NO_ACCESS(Kind.BAD_INPUT),
  /** A store refuses the credentials; every other slide would be refused as well. */
  AUTH(Kind.USAGE),
  /** A store that does not say which content an object has. */
  NO_ETAG(Kind.USAGE),
  /** A store that no library of the class path can reach. */
  NO_CONNECTOR(Kind.USAGE),
  /** Delta Kernel, which Delta brings along, is missing. */
  NO_KERNEL(Kind.USAGE),
  /** A slide id that cannot name a file. */
  BAD_NAME(Kind.BAD_INPUT),
  /** Processes that read the slide died twice, the second time over it alone. */
  KILLED_EXECUTOR(Kind.BAD_INPUT),
  /** Some slides failed; they are in quarantine. */
  SOME_SLIDES_FAILED(Kind.PARTIAL);

  private final Kind kind;

  IoError(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
