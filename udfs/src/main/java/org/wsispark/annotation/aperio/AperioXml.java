package org.wsispark.annotation.aperio;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Function;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.AnnotationError;
import org.wsispark.errors.WsiException;

/**
 * Reads and writes Aperio ImageScope XML.
 *
 * <p>Reading honours the encoding that a byte order mark or the XML declaration gives, refuses any
 * document type (so no entities and no external files), and is bounded: 512 MiB a document, 16 MiB
 * a tag or text, 32 elements deep. An Annotation needs its Id, a Region its Type, a Vertex its X
 * and Y; whatever else is absent gets ImageScope's default. Coordinates are decimals with a point;
 * more than six places are rounded to the nearest micro-pixel, halves away from zero.
 *
 * <p>Memory while reading: at most 72 bytes a vertex of the region being read, of which 16 stay;
 * from a stream, no more of the XML than a tag.
 *
 * <p>Writing gives the same bytes for equal documents: ASCII without declaration (other characters
 * as references), line feeds, ImageScope's order of elements and fields, whole coordinates without
 * decimals and others with six, lengths and areas as {@link org.wsispark.annotation.RegionMeasures}
 * says. Reading what was written gives an equal document.
 */
public final class AperioXml {
  private static final long MOST_BYTES = 512L << 20;
  private static final int LONGEST_TAG = 16 << 20;

  private AperioXml() {}

  /**
   * Reads a document.
   *
   * @param in its bytes; left open
   * @param name what to call it in errors
   * @return the annotations
   * @throws WsiException a code of {@link AnnotationError}, with line and column, when it cannot be
   *     read as it is
   */
  public static AnnotationDocument read(InputStream in, String name) {
    return read(in, name, MOST_BYTES, LONGEST_TAG);
  }

  static AnnotationDocument read(InputStream in, String name, long mostBytes, int longestTag) {
    BoundedXmlInput bounded = new BoundedXmlInput(in, mostBytes, longestTag);
    return walked(bounded, name, cursor -> new AperioReader(cursor).document());
  }

  /** Reads any XML under the same bounds. */
  static <T> T walked(InputStream in, String name, Function<XmlCursor, T> read) {
    return walked(new BoundedXmlInput(in, MOST_BYTES, LONGEST_TAG), name, read);
  }

  private static <T> T walked(BoundedXmlInput in, String name, Function<XmlCursor, T> read) {
    try (StaxCursor cursor = new StaxCursor(in)) {
      return read.apply(cursor);
    } catch (WsiException failure) {
      throw failure.inSlide(name);
    }
  }

  /**
   * Reads a document.
   *
   * @param bytes its bytes
   * @param name what to call it in errors
   * @return the annotations
   * @throws WsiException a code of {@link AnnotationError}, with line and column, when it cannot be
   *     read as it is
   */
  public static AnnotationDocument read(byte[] bytes, String name) {
    return lexed(bytes).orElseGet(() -> read(new ByteArrayInputStream(bytes), name));
  }

  /**
   * By the lexer, where it takes the document: plain XML is read several times as fast as by the
   * parser. Empty when the document has to be judged, and what is wrong with it said, by the
   * parser.
   */
  static Optional<AnnotationDocument> lexed(byte[] bytes) {
    if (bytes.length > MOST_BYTES) {
      return Optional.empty();
    }
    try (ByteCursor cursor = new ByteCursor(XmlUnits.of(bytes), ElementSpans.none())) {
      return Optional.of(new AperioReader(cursor).document());
    } catch (UnplainXml | WsiException leaveIt) {
      return Optional.empty();
    }
  }

  /**
   * Writes a document.
   *
   * @param document any
   * @return its bytes, ASCII
   * @throws WsiException {@link AnnotationError#BAD_TEXT} when a text holds characters that XML
   *     cannot carry
   */
  public static byte[] write(AnnotationDocument document) {
    return AperioWriter.write(document);
  }
}
