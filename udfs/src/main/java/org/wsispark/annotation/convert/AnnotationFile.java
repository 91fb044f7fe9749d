package org.wsispark.annotation.convert;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.AnnotationError;
import org.wsispark.annotation.ConvertedAnnotations;
import org.wsispark.annotation.Loss;
import org.wsispark.annotation.aperio.AperioXml;
import org.wsispark.annotation.aperio.AsapXml;
import org.wsispark.annotation.geojson.GeoJson;
import org.wsispark.errors.WsiException;

/**
 * A document of any format.
 *
 * @param format found by its bytes
 * @param document its layers and regions
 * @param losses what the format says and the document cannot hold; none for Aperio's
 */
public record AnnotationFile(
    AnnotationFormat format, AnnotationDocument document, List<Loss> losses) {

  /** Takes a copy of the list. */
  public AnnotationFile {
    losses = List.copyOf(losses);
  }

  /**
   * Reads a document.
   *
   * @param bytes its bytes
   * @param name what to call it in errors
   * @return the document
   * @throws WsiException a code of {@link AnnotationError} when it cannot be read
   */
  public static AnnotationFile read(byte[] bytes, String name) {
    AnnotationFormat format = AnnotationFormat.of(bytes, name);
    ConvertedAnnotations read =
        switch (format) {
          case APERIO_XML -> new ConvertedAnnotations(AperioXml.read(bytes, name), List.of());
          case ASAP_XML -> AsapXml.read(bytes, name);
          case GEOJSON -> GeoJson.read(new ByteArrayInputStream(bytes), name);
        };
    return new AnnotationFile(format, read.document(), read.losses());
  }
}
