package org.wsispark.slide.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import org.wsispark.errors.WsiException;
import org.wsispark.slide.ByteSource;
import org.wsispark.slide.SlideError;

/**
 * One image file directory. Values are read from the source when they are asked for, so the source
 * must still be open then.
 */
public final class TiffDirectory {
  private final ByteSource source;
  private final ByteOrder order;
  private final int index;
  private final String place;
  private final long offset;
  private final SortedMap<Integer, TiffField> fields;

  TiffDirectory(
      ByteSource source,
      ByteOrder order,
      int index,
      String place,
      long offset,
      SortedMap<Integer, TiffField> fields) {
    this.source = source;
    this.order = order;
    this.index = index;
    this.place = place;
    this.offset = offset;
    this.fields = Collections.unmodifiableSortedMap(fields);
  }

  /**
   * Its place in the chain of directories.
   *
   * @return from 0; of a sub-directory, that of the directory it belongs to
   */
  public int index() {
    return index;
  }

  /**
   * Its name in messages.
   *
   * @return such as {@code IFD 2}, or {@code IFD 0, sub-IFD 1}
   */
  public String place() {
    return place;
  }

  /**
   * Where it lies.
   *
   * @return offset in the file
   */
  public long offset() {
    return offset;
  }

  /**
   * All entries.
   *
   * @return by rising tag
   */
  public Collection<TiffField> fields() {
    return fields.values();
  }

  /**
   * Whether a tag is there.
   *
   * @param tag its number
   * @return true when it is, whatever its type
   */
  public boolean has(int tag) {
    return fields.containsKey(tag);
  }

  /**
   * How many values a tag has.
   *
   * @param tag its number
   * @return 0 when the tag is missing
   */
  public long count(int tag) {
    TiffField field = fields.get(tag);
    return field == null ? 0 : field.count();
  }

  /**
   * One unsigned number.
   *
   * @param tag its number
   * @return the first value; empty when the tag is missing
   * @throws WsiException {@link SlideError#BAD_TAG} when it holds no whole number; as {@link
   *     ByteSource#read(long, int)}
   */
  public Optional<Long> number(int tag) {
    TiffField field = fields.get(tag);
    if (field == null) {
      return Optional.empty();
    }
    TiffField first = new TiffField(tag, field.type(), Math.min(1, field.count()), field.offset());
    long[] values = numbers(first);
    if (values.length == 0) {
      throw defect(SlideError.BAD_TAG, tag, "holds no value");
    }
    return Optional.of(values[0]);
  }

  /**
   * All numbers of a tag.
   *
   * @param tag its number
   * @return the values; empty array when the tag is missing
   * @throws WsiException as {@link #number(int)}; {@link SlideError#LIMIT} when there are too many
   */
  public long[] numbers(int tag) {
    TiffField field = fields.get(tag);
    return field == null ? new long[0] : numbers(field);
  }

  private long[] numbers(TiffField field) {
    if (!field.type().isUnsigned()) {
      throw defect(SlideError.BAD_TAG, field.tag(), "holds " + field.type() + ", not numbers");
    }
    if (field.count() > TiffLimits.VALUES) {
      throw defect(
          SlideError.LIMIT,
          field.tag(),
          field.count() + " values, at most " + TiffLimits.VALUES + " are read");
    }
    ByteBuffer bytes = ByteBuffer.wrap(read(field)).order(order);
    long[] values = new long[(int) field.count()];
    for (int k = 0; k < values.length; k++) {
      values[k] =
          switch (field.type().bytes()) {
            case 1 -> Byte.toUnsignedLong(bytes.get());
            case 2 -> Short.toUnsignedLong(bytes.getShort());
            case 4 -> Integer.toUnsignedLong(bytes.getInt());
            default -> bytes.getLong();
          };
    }
    return values;
  }

  /**
   * One number of any type.
   *
   * @param tag its number
   * @return the first value, which is NaN or infinite for a fraction over 0; empty when the tag is
   *     missing or holds no number
   * @throws WsiException as {@link ByteSource#read(long, int)}
   */
  public OptionalDouble real(int tag) {
    TiffField field = fields.get(tag);
    if (field == null || field.count() == 0) {
      return OptionalDouble.empty();
    }
    TiffField first = new TiffField(tag, field.type(), 1, field.offset());
    ByteBuffer value = ByteBuffer.wrap(read(first)).order(order);
    return switch (field.type()) {
      case RATIONAL ->
          OptionalDouble.of(
              (double) Integer.toUnsignedLong(value.getInt())
                  / Integer.toUnsignedLong(value.getInt()));
      case SRATIONAL -> OptionalDouble.of((double) value.getInt() / value.getInt());
      case FLOAT -> OptionalDouble.of(value.getFloat());
      case DOUBLE -> OptionalDouble.of(value.getDouble());
      case BYTE, SHORT, LONG, LONG8 -> OptionalDouble.of(numbers(first)[0]);
      default -> OptionalDouble.empty();
    };
  }

  /**
   * A text.
   *
   * @param tag its number
   * @return its bytes up to the first zero byte as ISO 8859-1, cut at {@link
   *     TiffLimits#TEXT_BYTES}; empty when the tag is missing or is no text
   * @throws WsiException as {@link ByteSource#read(long, int)}
   */
  public Optional<String> text(int tag) {
    TiffField field = fields.get(tag);
    if (field == null || field.type() != TiffType.ASCII) {
      return Optional.empty();
    }
    String text = new String(head(field), StandardCharsets.ISO_8859_1);
    int end = text.indexOf('\0');
    return Optional.of(end < 0 ? text : text.substring(0, end));
  }

  /** What is read of a text. */
  private byte[] head(TiffField field) {
    long count = Math.min(field.count(), TiffLimits.TEXT_BYTES);
    return read(new TiffField(field.tag(), field.type(), count, field.offset()));
  }

  /**
   * The bytes of a tag's values in the order of the file.
   *
   * @param tag its number
   * @return the bytes, of a text as many as {@link #text(int)} reads; empty when the tag is missing
   * @throws WsiException {@link SlideError#LIMIT} when they are too many; as {@link
   *     ByteSource#read(long, int)}
   */
  public Optional<byte[]> bytes(int tag) {
    return Optional.ofNullable(fields.get(tag))
        .map(field -> field.type() == TiffType.ASCII ? head(field) : read(field));
  }

  private byte[] read(TiffField field) {
    if (field.bytes() > TiffLimits.VALUE_BYTES) {
      throw defect(
          SlideError.LIMIT,
          field.tag(),
          field.bytes() + " bytes of values, at most " + TiffLimits.VALUE_BYTES + " are read");
    }
    try {
      return source.read(field.offset(), (int) field.bytes());
    } catch (WsiException e) {
      throw e.at(place(field.tag()));
    }
  }

  /**
   * A failure that names the file, this directory and a tag.
   *
   * @param code what kind
   * @param tag which tag
   * @param problem what is wrong
   * @return the failure, to be thrown
   */
  public WsiException defect(SlideError code, int tag, String problem) {
    return WsiException.of(code, "%s", problem).inSlide(source.name()).at(place(tag));
  }

  private String place(int tag) {
    TiffField field = fields.get(tag);
    // A tag that is missing is a defect of the directory.
    long at = field == null ? offset : field.offset();
    return "%s, tag %d at offset %s".formatted(place, tag, Long.toUnsignedString(at));
  }
}
