package org.wsispark.slide.tiff;

/** Bounds of what is read, each far above real slides and far below what harms a process. */
public final class TiffLimits {
  /** Directories of a file. Slides have a dozen; a z-stack a few hundred. */
  public static final int DIRECTORIES = 1_024;

  /** Tags of a directory. Real ones have about thirty. */
  public static final int TAGS = 4_096;

  /** Bytes of one tag's values: as many numbers as {@link #VALUES}, of 64 bits. */
  public static final int VALUE_BYTES = 64 << 20;

  /**
   * Numbers of one tag, each a long here whatever its width in the file: tables of 8 million tiles,
   * seven times those of 240 px on a 260,000 px square.
   */
  public static final int VALUES = 8 << 20;

  /** Bytes of a text: what is read of a longer one. The longest real ones are OME-XML, some MB. */
  public static final int TEXT_BYTES = 16 << 20;

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
