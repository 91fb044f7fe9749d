package org.wsispark.annotation.aperio;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.Locale;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.wsispark.annotation.AnnotationError;
import org.wsispark.errors.WsiException;

/** The JDK's streaming parser with all doors shut: no document type, no entities, no resolver. */
final class StaxCursor extends XmlCursor {

  private final BoundedXmlInput input;
  private final XMLStreamReader reader;
  private int depth;

  StaxCursor(BoundedXmlInput input) {
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

  @Override
  void root() {
    int event = advance();
    while (event != XMLStreamConstants.START_ELEMENT) {
      event = advance();
    }
    depth = 1;
  }

  @Override
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

  @Override
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

  @Override
  String name() {
    return qualified(reader.getPrefix(), reader.getLocalName());
  }

  @Override
  int fieldCount() {
    return reader.getAttributeCount();
  }

  @Override
  String fieldName(int k) {
    return qualified(reader.getAttributePrefix(k), reader.getAttributeLocalName(k));
  }

  /** The parser takes prefixes off although it was told to know no namespaces. */
  private static String qualified(String prefix, String local) {
    return prefix == null || prefix.isEmpty() ? local : prefix + ":" + local;
  }

  @Override
  String fieldValue(int k) {
    return reader.getAttributeValue(k);
  }

  @Override
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
