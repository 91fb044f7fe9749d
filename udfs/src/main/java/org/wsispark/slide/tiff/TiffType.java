package org.wsispark.slide.tiff;

import java.util.Optional;

/** Types of a tag's values. */
public enum TiffType {
  /** Unsigned byte. */
  BYTE(1, 1, true),
  /** 7-bit text, ended by a zero byte. */
  ASCII(2, 1, false),
  /** Unsigned 16 bits. */
  SHORT(3, 2, true),
  /** Unsigned 32 bits. */
  LONG(4, 4, true),
  /** Two unsigned 32-bit numbers. */
  RATIONAL(5, 8, false),
  /** Signed byte. */
  SBYTE(6, 1, false),
  /** Bytes of any meaning. */
  UNDEFINED(7, 1, false),
  /** Signed 16 bits. */
  SSHORT(8, 2, false),
  /** Signed 32 bits. */
  SLONG(9, 4, false),
  /** Two signed 32-bit numbers. */
  SRATIONAL(10, 8, false),
  /** 32-bit floating point. */
  FLOAT(11, 4, false),
  /** 64-bit floating point. */
  DOUBLE(12, 8, false),
  /** Offset of a directory, 32 bits. */
  IFD(13, 4, true),
  /** Unsigned 64 bits (BigTIFF). */
  LONG8(16, 8, true),
  /** Signed 64 bits (BigTIFF). */
  SLONG8(17, 8, false),
  /** Offset of a directory, 64 bits (BigTIFF). */
  IFD8(18, 8, true);

  private final int code;
  private final int bytes;
  private final boolean unsigned;

  TiffType(int code, int bytes, boolean unsigned) {
    this.code = code;
    this.bytes = bytes;
    this.unsigned = unsigned;
  }

  /**
   * The type of a code.
   *
   * @param code as it stands in the file
   * @return the type; empty for a code that TIFF does not define
   */
  public static Optional<TiffType> of(int code) {
    for (TiffType type : values()) {
      if (type.code == code) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /**
   * The number in the file.
   *
   * @return 1 to 18
   */
  public int code() {
    return code;
  }

  /**
   * Size of one value.
   *
   * @return bytes
   */
  public int bytes() {
    return bytes;
  }

  /**
   * Whether values are whole numbers without sign.
   *
   * @return true for sizes, counts and offsets
   */
  public boolean isUnsigned() {
    return unsigned;
  }
}
