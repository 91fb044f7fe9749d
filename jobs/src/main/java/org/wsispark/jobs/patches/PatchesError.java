package org.wsispark.jobs.patches;

import org.wsispark.errors.ErrorCode;

/** Failures of making patch sets. */
public enum PatchesError implements ErrorCode {
  /** No slide has a tissue row to work on. */
  NO_TISSUE(Kind.USAGE),
  /** A slide has tissue rows of several configs and none is named. */
  AMBIGUOUS_TISSUE(Kind.USAGE),
  /** The patch set is there and was made with other options. */
  OTHER_OPTIONS(Kind.USAGE),
  /** The slide's bytes are not those that the set's images were made from. */
  CHANGED_SLIDE(Kind.BAD_INPUT),
  /** The slide has another annotation than the one that labelled its rows, which cannot change. */
  CHANGED_ANNOTATION(Kind.BAD_INPUT),
  /** More than one annotation document of a slide is current. */
  AMBIGUOUS_DOCUMENT(Kind.BAD_INPUT);

  private final Kind kind;

  PatchesError(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
