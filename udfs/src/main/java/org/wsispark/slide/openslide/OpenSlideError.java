package org.wsispark.slide.openslide;

import org.wsispark.errors.ErrorCode;

/** Failures of reading slides by OpenSlide. */
public enum OpenSlideError implements ErrorCode {
  /** The slide needs libopenslide, and there is none that works. */
  NO_OPENSLIDE(Kind.BAD_INPUT),
  /** OpenSlide does not open the file. */
  OPENSLIDE_REFUSED(Kind.BAD_INPUT),
  /** OpenSlide failed while it read an opened slide. */
  OPENSLIDE_FAILED(Kind.BAD_INPUT),
  /** A slide of several files of which only one is at hand. */
  MISSING_PARTS(Kind.BAD_INPUT),
  /** The folder for local copies of remote slides has no room or cannot be used. */
  STAGING(Kind.USAGE);

  private final Kind kind;

  OpenSlideError(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
