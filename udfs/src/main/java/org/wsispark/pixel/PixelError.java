package org.wsispark.pixel;

import org.wsispark.errors.ErrorCode;

/** Failures of the package. */
public enum PixelError implements ErrorCode {
  /** Options of tissue detection that cannot be used. */
  BAD_TISSUE_OPTIONS(Kind.USAGE),
  /** An encoding or a quality that does not exist. */
  BAD_ENCODING(Kind.USAGE),
  /** A mask of the wanted resolution would not fit into memory. */
  MASK_TOO_LARGE(Kind.BAD_INPUT),
  /** Bytes that are no picture of the wanted format. */
  CANNOT_DECODE(Kind.BAD_INPUT),
  /** OpenCV refused to encode a picture. */
  CANNOT_ENCODE(Kind.BUG);

  private final Kind kind;

  PixelError(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
