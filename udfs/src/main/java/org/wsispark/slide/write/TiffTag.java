package org.wsispark.slide.write;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One field of a TIFF directory, independent of byte order and offset size. Immutable. */
public final class TiffTag {

  /** The field types that are written, by TIFF 6.0 and BigTIFF. */
  enum Type {
    ASCII(2, 1),
    SHORT(3, 2),
    LONG(4, 4),
    UNDEFINED(7, 1),
    LONG8(16, 8);

    final int code;
    final int bytes;

    Type(int code, int bytes) {
      this.code = code;
      this.bytes = bytes;
    }
  }

  private final int id;
  private final Type type;
  private final long[] values;

  private TiffTag(int id, Type type, long[] values) {
    this.id = id;
    this.type = type;
    this.values = values;
  }

  /**
   * Unsigned 16-bit numbers.
   *
   * @param id the tag's number
   * @param values each from 0 to 65,535
   * @return the field
   */
  public static TiffTag shorts(int id, int... values) {
    return new TiffTag(id, Type.SHORT, Arrays.stream(values).asLongStream().toArray());
  }

  /**
   * Unsigned 32-bit numbers.
   *
   * @param id the tag's number
   * @param values each from 0 to 2^32 - 1
   * @return the field
   */
  public static TiffTag longs(int id, long... values) {
    return new TiffTag(id, Type.LONG, values.clone());
  }

  /**
   * Text; a NUL is added.
   *
   * @param id the tag's number
   * @param text written as UTF-8
   * @return the field
   */
  public static TiffTag ascii(int id, String text) {
    return bytes(id, Type.ASCII, (text + '\0').getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Bytes that only the tag's reader understands.
   *
   * @param id the tag's number
   * @param data the bytes
   * @return the field
   */
  public static TiffTag undefined(int id, byte[] data) {
    return bytes(id, Type.UNDEFINED, data);
  }

  /** File offsets or lengths: as wide as the form's offsets. */
  static TiffTag offsets(int id, TiffForm form, long[] values) {
    return new TiffTag(id, form.big() ? Type.LONG8 : Type.LONG, values);
  }

  private static TiffTag bytes(int id, Type type, byte[] data) {
    long[] values = new long[data.length];
    for (int k = 0; k < data.length; k++) {
      values[k] = data[k] & 0xFF;
    }
    return new TiffTag(id, type, values);
  }

  /**
   * The tag's number.
   *
   * @return such as 270 for ImageDescription
   */
  public int id() {
    return id;
  }

  int typeCode() {
    return type.code;
  }

  int count() {
    return values.length;
  }

  int byteCount() {
    return Math.multiplyExact(type.bytes, values.length);
  }

  void put(ByteBuffer out) {
    for (long value : values) {
      switch (type.bytes) {
        case 1 -> out.put((byte) value);
        case 2 -> out.putShort((short) value);
        case 4 -> out.putInt((int) value);
        default -> out.putLong(value);
      }
    }
  }
}
