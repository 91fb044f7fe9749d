package org.wsispark.patch;

import org.wsispark.errors.ErrorCode;

/** Failures of the package. */
public enum PatchError implements ErrorCode {
  /** A patch size, stride or fraction that cannot be used. */
  BAD_GRID(Kind.USAGE),
  /** Limits of a plan that cannot be met. */
  BAD_PLAN_OPTIONS(Kind.USAGE),
  /** Two slides of one name in one plan. */
  DUPLICATE_SLIDE(Kind.BAD_INPUT),
  /** Shares of splits that cannot be used. */
  BAD_SPLIT(Kind.USAGE),
  /** A patient or a slide would be in two splits of a data set. */
  LEAK(Kind.BAD_INPUT),
  /** A rule on what goes into a data set that cannot be read or met. */
  BAD_RULE(Kind.USAGE),
  /** A data set that would have less than its rules ask for. */
  NOT_ELIGIBLE(Kind.BAD_INPUT),
  /** A limit on something that was not measured on the slide. */
  NO_MEASURE(Kind.BAD_INPUT),
  /** A size or stride that is not that of the scanner's tiles, which are to be the patches. */
  NOT_THE_TILES(Kind.BAD_INPUT),
  /** No level has the resolution, and tiles are not resampled. */
  NO_LEVEL(Kind.BAD_INPUT),
  /** A text that is no patch's name. */
  BAD_KEY(Kind.BAD_INPUT);

  private final Kind kind;

  PatchError(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
