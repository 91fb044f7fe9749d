package org.wsispark.annotation.aperio;

import java.util.Map;
import java.util.TreeMap;
import org.wsispark.annotation.AnnotationError;
import org.wsispark.annotation.DecimalPixels;
import org.wsispark.errors.WsiException;

/** Walks an XML document element by element, refuses what could harm, and knows where it is. */
abstract class XmlCursor implements AutoCloseable {
  /** Deepest nesting that is read; ImageScope's files have 6. */
  static final int DEEPEST = 32;

  /** Characters of a wrong text that a message shows. */
  static final int SHOWN = 40;

  /** Goes to the root element. */
  abstract void root();

  /**
   * Goes to the next element inside the current one, which must have been read to its end.
   *
   * @param text gets the text on the way, or null where none belongs
   * @return false at the end of the current element
   */
  abstract boolean nextChild(StringBuilder text);

  /** Goes to the end of the document, so that what follows the root is well-formed, too. */
  abstract void end();

  /** Name of the current element as it is written, with its prefix if it has one. */
  abstract String name();

  abstract int fieldCount();

  abstract String fieldName(int k);

  abstract String fieldValue(int k);

  /** Whether a field's value is that one character. */
  boolean fieldIs(int k, char value) {
    String text = fieldValue(k);
    return text.length() == 1 && text.charAt(0) == value;
  }

  /** A field's value in micro-pixels; NumberFormatException when it is none. */
  long fieldMicroPx(int k) {
    return DecimalPixels.parse(fieldValue(k));
  }

  /** The failure with the place where the parser is: the end of the tag or text it read last. */
  abstract WsiException at(WsiException failure);

  @Override
  public abstract void close();

  /** All fields of the current element; the caller may take some out. */
  final TreeMap<String, String> fields() {
    TreeMap<String, String> fields = new TreeMap<>();
    for (int k = 0; k < fieldCount(); k++) {
      fields.put(fieldName(k), fieldValue(k));
    }
    return fields;
  }

  /** Takes a field out of a map of fields. */
  final String required(Map<String, String> fields, String field) {
    String value = fields.remove(field);
    if (value == null) {
      throw missing(field);
    }
    return value;
  }

  final WsiException missing(String field) {
    return at(
        WsiException.of(AnnotationError.MISSING_ATTRIBUTE, "%s has no attribute %s", name(), field)
            .remedy("Export the annotations from ImageScope again, or add it"));
  }

  final WsiException badNumber(String field, String value, String wanted) {
    String shown = value.length() > SHOWN ? value.substring(0, SHOWN) + "..." : value;
    return at(
        WsiException.of(
                AnnotationError.BAD_NUMBER,
                "%s has %s=\"%s\", which is not %s",
                name(),
                field,
                shown,
                wanted)
            .remedy("Correct the value; decimals have a point, never a comma"));
  }
}
