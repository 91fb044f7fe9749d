package org.wsispark.slide.tiff;

/** Bounds of what is read, each far above real slides and far below what harms a process. */
public final class TiffLimits {
  /** Directories of a file. Slides have a dozen; a z-stack a few hundred. */
  public static final int DIRECTORIES = 1_024;

  /** Tags of a directory. Real ones have about thirty. */
  public static final int TAGS = 4_096;

  /** Bytes of one tag's values: tables of 8 million tiles, five times a 1,000,000 px square. */
  public static final int VALUE_BYTES = 64 << 20;

  /** Pixels of an image's side: what outlines and rectangles can address. */
  public static final long IMAGE_SIDE = 1L << 30;

  /** Pixels of a tile's side. Scanners write 240 to 1,024. */
  public static final int TILE_SIDE = 8_192;

  /** Bytes of one decoded tile or strip, and of a whole associated image. */
  public static final long DECODED_BYTES = 256L << 20;

  /** Bytes of one compressed tile or strip; compression that makes data larger is refused. */
  public static final long COMPRESSED_BYTES = 256L << 20;

  private TiffLimits() {}
}
