package org.wsispark.jobs.patches;

import org.wsispark.errors.ErrorCode;

/** Failures of making patch sets. */
public enum PatchesError implements ErrorCode {
  /** The patch set is there and was made with other options. */
  OTHER_OPTIONS(Kind.USAGE),
  /** There is no such set to be labelled anew. */
  NO_SET(Kind.USAGE),
  /** The slide's bytes are not those that the set's images were made from. */
  CHANGED_SLIDE(Kind.BAD_INPUT),
  /** The slide has another annotation than the one that labelled its rows, which cannot change. */
  CHANGED_ANNOTATION(Kind.BAD_INPUT);

  private final Kind kind;

  PatchesError(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
