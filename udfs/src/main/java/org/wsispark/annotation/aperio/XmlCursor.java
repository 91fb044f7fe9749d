package org.wsispark.annotation.aperio;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.wsispark.annotation.AnnotationError;
import org.wsispark.errors.WsiException;

/** Walks an XML document element by element, refuses what could harm, and knows where it is. */
final class XmlCursor implements AutoCloseable {
  private static final int DEEPEST = 32;
  private static final int SHOWN = 40;

  private final BoundedXmlInput input;
  private final XMLStreamReader reader;
  private int depth;

  XmlCursor(BoundedXmlInput input) {
    this.input = input;
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("no external entities");
        });
    try {
      this.reader = factory.createXMLStreamReader(XmlEncoding.decoded(input));
    } catch (XMLStreamException | IOException failure) {
      throw wrapped(failure);
    }
  }

  /** Goes to the root element. */
  void root() {
    int event = advance();
    while (event != XMLStreamConstants.START_ELEMENT) {
      event = advance();
    }
    depth = 1;
  }

  /**
   * Goes to the next element inside the current one, which must have been read to its end.
   *
   * @param text gets the text on the way, or null where none belongs
   * @return false at the end of the current element
   */
  boolean nextChild(StringBuilder text) {
    while (true) {
      int event = advance();
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (++depth > DEEPEST) {
            throw at(
                WsiException.of(
                    AnnotationError.LIMIT_EXCEEDED, "elements nest deeper than %d", DEEPEST));
          }
          return true;
        }
        case XMLStreamConstants.END_ELEMENT -> {
          depth--;
          return false;
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(text);
        default -> {}
      }
    }
  }

  private void text(StringBuilder text) {
    if (text != null) {
      text.append(reader.getText());
    } else if (!reader.getText().isBlank()) {
      String shown = reader.getText().strip();
      throw at(
          WsiException.of(
              AnnotationError.BAD_STRUCTURE,
              "the text \"%s\" stands where only elements belong",
              shown.substring(0, Math.min(SHOWN, shown.length()))));
    }
  }

  /** Goes to the end of the document, so that what follows the root is well-formed, too. */
  void end() {
    int event = advance();
    while (event != XMLStreamConstants.END_DOCUMENT) {
      event = advance();
    }
  }

  private int advance() {
    int event;
    try {
      event = reader.next();
    } catch (XMLStreamException | RuntimeException failure) {
      // The JDK's parser lets some failures of its inner layers escape as runtime exceptions.
      throw wrapped(failure);
    }
    if (event == XMLStreamConstants.DTD) {
      throw at(
          WsiException.of(
                  AnnotationError.DOCTYPE_REFUSED,
                  "the document has a DOCTYPE, which annotations never need")
              .remedy("Remove it if the file's origin is known; it may try to read other files"));
    }
    if (event == XMLStreamConstants.ENTITY_REFERENCE) {
      throw at(
          WsiException.of(
              AnnotationError.BAD_XML, "the entity &%s; is not defined", reader.getLocalName()));
    }
    return event;
  }

  private WsiException wrapped(Exception failure) {
    if (input.refused() != null) {
      return at(input.refused());
    }
    if (failure.getCause() instanceof CharacterCodingException) {
      return at(
          WsiException.of(AnnotationError.BAD_XML, "bytes that are no text in its encoding")
              .remedy("Save the file as UTF-8, or correct the encoding in its first line")
              .causedBy(failure));
    }
    String message = String.valueOf(failure.getMessage());
    // The parser's own place is put into ours.
    int start = message.indexOf("Message: ");
    String problem = start < 0 ? message : message.substring(start + "Message: ".length());
    return at(
        WsiException.of(AnnotationError.BAD_XML, "%s", problem.strip().replaceAll("\\s+", " "))
            .causedBy(failure));
  }

  String name() {
    return reader.getLocalName();
  }

  int fieldCount() {
    return reader.getAttributeCount();
  }

  String fieldName(int k) {
    return reader.getAttributeLocalName(k);
  }

  String fieldValue(int k) {
    return reader.getAttributeValue(k);
  }

  /** All fields of the current element; the caller may take some out. */
  TreeMap<String, String> fields() {
    TreeMap<String, String> fields = new TreeMap<>();
    for (int k = 0; k < fieldCount(); k++) {
      fields.put(fieldName(k), fieldValue(k));
    }
    return fields;
  }

  /** Takes a field out of a map of fields. */
  String required(Map<String, String> fields, String field) {
    String value = fields.remove(field);
    if (value == null) {
      throw missing(field);
    }
    return value;
  }

  WsiException missing(String field) {
    return at(
        WsiException.of(AnnotationError.MISSING_ATTRIBUTE, "%s has no attribute %s", name(), field)
            .remedy("Export the annotations from ImageScope again, or add it"));
  }

  WsiException badNumber(String field, String value, String wanted) {
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

  /** The failure with the place where the parser is: the end of the tag or text it read last. */
  WsiException at(WsiException failure) {
    Location place = reader == null ? null : reader.getLocation();
    return place == null
        ? failure
        : failure.at(
            String.format(
                Locale.ROOT, "line %d, column %d", place.getLineNumber(), place.getColumnNumber()));
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (XMLStreamException failure) {
      throw wrapped(failure);
    }
  }
}
