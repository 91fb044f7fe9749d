package org.wsispark.annotation;

import org.wsispark.errors.ErrorCode;

/** Failures of reading and writing annotations. */
public enum AnnotationError implements ErrorCode {
  /** The text is no well-formed XML, is cut off, or is not in the encoding it says. */
  BAD_XML,
  /** The text is no well-formed JSON or is cut off. */
  BAD_JSON,
  /** The XML declares a document type, which could name entities or other files. */
  DOCTYPE_REFUSED,
  /** Well-formed, but no annotations of the expected format. */
  NOT_ANNOTATIONS,
  /** An element or text stands where the format has no place for it. */
  BAD_STRUCTURE,
  /** An attribute that cannot be done without is missing. */
  MISSING_ATTRIBUTE,
  /** An attribute's value is no number of the expected kind or out of its range. */
  BAD_NUMBER,
  /** A document, a tag or the depth of nesting passes what is read. */
  LIMIT_EXCEEDED,
  /** The bytes could not be read to their end. */
  UNREADABLE,
  /** A text holds characters that XML cannot carry. */
  BAD_TEXT,
  /** A document that can be read but not edited in place. */
  NOT_EDITABLE,
  /** An edit names a layer, region or vertex that the document does not have, or one twice. */
  BAD_EDIT;

  @Override
  public Kind kind() {
    return Kind.BAD_INPUT;
  }
}
