package org.wsispark.annotation.convert;

import java.nio.charset.StandardCharsets;
import org.wsispark.annotation.AnnotationError;
import org.wsispark.errors.WsiException;

/** The formats that annotations come in. */
public enum AnnotationFormat {
  /** Aperio ImageScope's XML. */
  APERIO_XML,
  /** ASAP's XML; read only. */
  ASAP_XML,
  /** GeoJSON as QuPath writes it. */
  GEOJSON;

  private static final int LOOK = 4096;

  /**
   * The format of a document by its first bytes, never by its name.
   *
   * @param bytes of the document
   * @param name what to call it in errors
   * @return XML without ASAP's root near its start counts as Aperio's
   * @throws WsiException {@link AnnotationError#NOT_ANNOTATIONS} when it is neither XML nor JSON
   */
  public static AnnotationFormat of(byte[] bytes, String name) {
    // Without zeros and marks, UTF-16's markup looks like everybody's.
    String start =
        new String(bytes, 0, Math.min(LOOK, bytes.length), StandardCharsets.ISO_8859_1)
            .replaceAll("^(\u00EF\u00BB\u00BF|\u00FE\u00FF|\u00FF\u00FE)", "")
            .replace("\u0000", "")
            .strip();
    if (start.startsWith("{") || start.startsWith("[")) {
      return GEOJSON;
    }
    if (start.startsWith("<")) {
      return start.contains("<ASAP_Annotations") ? ASAP_XML : APERIO_XML;
    }
    throw WsiException.of(
            AnnotationError.NOT_ANNOTATIONS,
            start.isEmpty() ? "the document is empty" : "the document is neither XML nor JSON")
        .inSlide(name)
        .remedy("Give Aperio XML, ASAP XML, or GeoJSON");
  }
}
