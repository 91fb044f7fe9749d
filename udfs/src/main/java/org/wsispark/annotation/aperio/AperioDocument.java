package org.wsispark.annotation.aperio;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.AnnotationError;
import org.wsispark.errors.WsiException;

/**
 * An Aperio XML file with its bytes and where each element stands in them. What is not edited comes
 * back byte for byte: line ends, order of fields, spellings of numbers, comments, encoding. The
 * parser has accepted the document and agrees with the lexer about every value. Immutable.
 *
 * <p>Memory: the bytes, twice while they are edited (UTF-16: half as many again), 20 bytes an
 * element, and the model with 16 bytes a vertex.
 */
public final class AperioDocument {
  private final String name;
  private final XmlUnits units;
  private final ElementSpans spans;
  private final AnnotationDocument annotations;

  private AperioDocument(
      String name, XmlUnits units, ElementSpans spans, AnnotationDocument annotations) {
    this.name = name;
    this.units = units;
    this.spans = spans;
    this.annotations = annotations;
  }

  /**
   * Opens a document.
   *
   * @param bytes its bytes; copied
   * @param name what to call it in errors
   * @return the document
   * @throws WsiException a code of {@link AnnotationError}: whatever {@link AperioXml#read}
   *     refuses, and {@link AnnotationError#NOT_EDITABLE} for what it reads but the lexer does not
   *     take (an encoding other than UTF-8, UTF-16 and the usual 8-bit ones, names that are not
   *     ASCII, XML 1.1, more than 256 fields in a tag)
   */
  public static AperioDocument of(byte[] bytes, String name) {
    byte[] own = bytes.clone();
    AnnotationDocument parsed = AperioXml.read(new ByteArrayInputStream(own), name);
    ElementSpans spans = ElementSpans.noted();
    try {
      XmlUnits units = XmlUnits.of(own);
      try (ByteCursor cursor = new ByteCursor(units, spans)) {
        AnnotationDocument lexed = new AperioReader(cursor).document();
        if (!lexed.equals(parsed)) {
          throw new IllegalStateException("lexer and parser do not agree about " + name);
        }
        return new AperioDocument(name, units, spans, parsed);
      }
    } catch (UnplainXml unplain) {
      throw ByteCursor.refused(unplain).inSlide(name);
    }
  }

  /**
   * The document's bytes.
   *
   * @return a copy
   */
  public byte[] bytes() {
    return units.bytes().clone();
  }

  /**
   * What the document says.
   *
   * @return its layers and regions
   */
  public AnnotationDocument annotations() {
    return annotations;
  }

  /**
   * Applies edits, all of them to this document: positions are those before the call.
   *
   * @param edits in any order; new regions and layers keep theirs
   * @return the new document, opened anew and so accepted by the parser; this one stays as it is
   * @throws WsiException {@link AnnotationError#BAD_EDIT} when a position does not exist or two
   *     edits contradict each other, {@link AnnotationError#BAD_TEXT} when a text cannot stand in
   *     XML
   */
  public AperioDocument edited(List<AperioEdit> edits) {
    EditPlan plan = EditPlan.of(annotations, edits);
    byte[] after = new SplicePlanner(units, spans, annotations).applied(plan);
    AperioDocument edited = of(after, name);
    if (!edited.annotations.equals(plan.applied(annotations))) {
      throw new IllegalStateException("the bytes do not say what the edits of " + name + " say");
    }
    return edited;
  }
}
