package org.wsispark.slide;

import org.wsispark.errors.ErrorCode;

/** Failures of the package and those below it. */
public enum SlideError implements ErrorCode {
  /** The file cannot be opened or read at all. */
  UNREADABLE(Kind.BAD_INPUT),
  /** It is not there, or not any more. */
  NOT_FOUND(Kind.BAD_INPUT),
  /** It is not the file it was when it was listed or opened: its pixels would be mixed. */
  CHANGED(Kind.BAD_INPUT),
  /** The first bytes are those of no format that is read here. */
  UNRECOGNISED(Kind.BAD_INPUT),
  /** A file header that contradicts itself. */
  BAD_HEADER(Kind.BAD_INPUT),
  /** An offset that points outside the file. */
  BAD_OFFSET(Kind.BAD_INPUT),
  /** Image data that reaches past the end of the file: the file is cut off. */
  TRUNCATED(Kind.BAD_INPUT),
  /** A chain of directories that comes back to itself. */
  LOOP(Kind.BAD_INPUT),
  /** The file ends inside something that begins in it, or shrank while it was read. */
  SHORT_READ(Kind.BAD_INPUT),
  /** More than the bounds of the reader allow. */
  LIMIT(Kind.BAD_INPUT),
  /** A tag that is missing, or whose type, count or value makes no sense. */
  BAD_TAG(Kind.BAD_INPUT),
  /** Tables of tile or strip offsets and sizes that do not fit the image. */
  BAD_TILE_TABLE(Kind.BAD_INPUT),
  /** A tile whose bytes do not decode to what the directory says. */
  BAD_TILE(Kind.BAD_INPUT),
  /** A compression that is not read here. */
  UNSUPPORTED_COMPRESSION(Kind.BAD_INPUT),
  /** A pixel layout that is not read here. */
  UNSUPPORTED_LAYOUT(Kind.BAD_INPUT),
  /** A file of images that holds no tiled level. */
  NO_LEVELS(Kind.BAD_INPUT),
  /** The slide does not say its resolution and nothing else does. */
  UNKNOWN_MPP(Kind.BAD_INPUT),
  /** A resolution that the slide cannot give. */
  BAD_RESOLUTION(Kind.BAD_INPUT),
  /** A stored slide directory that is not one. */
  BAD_DIRECTORY(Kind.BAD_INPUT),
  /** A level whose tiles cannot be handed out without decoding them. */
  NO_PASS_THROUGH(Kind.BAD_INPUT),
  /** A level that the slide does not have. */
  NO_SUCH_LEVEL(Kind.USAGE),
  /** An associated image that the slide does not have. */
  NO_SUCH_IMAGE(Kind.USAGE);

  private final Kind kind;

  SlideError(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
