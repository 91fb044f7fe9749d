package org.wsispark.annotation.geojson;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.InputStream;
import org.wsispark.annotation.AnnotationError;
import org.wsispark.annotation.ConvertedAnnotations;
import org.wsispark.errors.WsiException;

/**
 * Reads GeoJSON as QuPath writes it: a FeatureCollection, a list of features or one feature, in
 * pixels of level 0.
 *
 * <p>The class of a feature becomes its layer (without one: the layer "Unclassified"), its name the
 * region's text, each part of it a region. A hole becomes a negative region, or, where another
 * outline of its class reaches into it, is joined to its own. What else a feature says is kept as
 * attributes of its first region, named {@code geojson.*} and {@code measurement:*}, so that it
 * survives Aperio XML and {@link GeoJsonExport} gives it back.
 *
 * <p>Bounds: 512 MiB a document, 64 levels of nesting, 1 MiB a text, 400 digits a number. Nothing
 * is read beside the bytes.
 */
public final class GeoJson {
  /** Name of the layer of features that have no class. */
  public static final String UNCLASSIFIED = "Unclassified";

  static final String ID = "geojson.id";
  static final String FEATURE = "geojson.feature";
  static final String TYPE = "geojson.type";
  static final String GEOMETRY = "geojson.geometry";
  static final String MEMBERS = "geojson.members";
  static final String PROPERTIES = "geojson.properties";
  static final String MEASUREMENT = "measurement:";

  private static final int DEEPEST = 64;
  private static final int LONGEST_TEXT = 1 << 20;
  private static final int LONGEST_NUMBER = 400;
  private static final long MOST_BYTES = 512L << 20;

  private GeoJson() {}

  /**
   * Reads a document.
   *
   * @param in its bytes, UTF-8, UTF-16 or UTF-32; left open
   * @param name what to call it in errors
   * @return the annotations, without resolution, and what they cannot hold
   * @throws WsiException a code of {@link AnnotationError}, with feature, line and column, when it
   *     cannot be read
   */
  public static ConvertedAnnotations read(InputStream in, String name) {
    try {
      return new FeatureReader(mapper()).read(in);
    } catch (WsiException failure) {
      throw failure.inSlide(name);
    }
  }

  /** Numbers keep their digits; the text of a wrong document is in no message. */
  static ObjectMapper mapper() {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_TEXT)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxNameLength(LONGEST_TEXT)
                    .maxDocumentLength(MOST_BYTES)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();
    return JsonMapper.builder(factory)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .build();
  }
}
