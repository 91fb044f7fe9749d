package org.wsispark.slide.tiff;

/** Numbers of the tags that are read here. */
public final class TiffTag {
  /** What kind of image a directory holds: bit 0 a reduced one. Aperio: 1 label, 9 macro. */
  public static final int NEW_SUBFILE_TYPE = 254;

  /** Columns. */
  public static final int IMAGE_WIDTH = 256;

  /** Rows. */
  public static final int IMAGE_LENGTH = 257;

  /** Bits of each sample. */
  public static final int BITS_PER_SAMPLE = 258;

  /** How the pixels are compressed. */
  public static final int COMPRESSION = 259;

  /** What the samples mean. */
  public static final int PHOTOMETRIC = 262;

  /** Free text; Aperio's description. */
  public static final int IMAGE_DESCRIPTION = 270;

  /** Where the strips lie. */
  public static final int STRIP_OFFSETS = 273;

  /** Pixels per {@link #RESOLUTION_UNIT} from left to right. */
  public static final int X_RESOLUTION = 282;

  /** Pixels per {@link #RESOLUTION_UNIT} from top to bottom. */
  public static final int Y_RESOLUTION = 283;

  /** 1 for none, 2 for inch, 3 for centimetre. */
  public static final int RESOLUTION_UNIT = 296;

  /** Where the directories that belong to this one lie, outside the chain. */
  public static final int SUB_IFDS = 330;

  /** Samples per pixel. */
  public static final int SAMPLES_PER_PIXEL = 277;

  /** Rows of a strip. */
  public static final int ROWS_PER_STRIP = 278;

  /** Bytes of the strips. */
  public static final int STRIP_BYTE_COUNTS = 279;

  /** Whether samples are interleaved (1) or lie in planes (2). */
  public static final int PLANAR_CONFIGURATION = 284;

  /** Differencing before compression. */
  public static final int PREDICTOR = 317;

  /** Columns of a tile. */
  public static final int TILE_WIDTH = 322;

  /** Rows of a tile. */
  public static final int TILE_LENGTH = 323;

  /** Where the tiles lie. */
  public static final int TILE_OFFSETS = 324;

  /** Bytes of the tiles. */
  public static final int TILE_BYTE_COUNTS = 325;

  /** Tables that the JPEG streams of a directory share. */
  public static final int JPEG_TABLES = 347;

  /** ICC profile. */
  public static final int ICC_PROFILE = 34_675;

  /** Planes of a volume. */
  public static final int IMAGE_DEPTH = 32997;

  private TiffTag() {}
}
