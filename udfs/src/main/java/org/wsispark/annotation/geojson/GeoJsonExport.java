package org.wsispark.annotation.geojson;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Geometry;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.Loss;
import org.wsispark.annotation.LossCount;
import org.wsispark.annotation.Region;
import org.wsispark.annotation.RegionGeometry;

/**
 * A document as a GeoJSON FeatureCollection for QuPath. Each positive region becomes one
 * annotation: a Polygon or MultiPolygon by even-odd with the layer's negative regions cut out; a
 * region without area (arrow, ruler, unknown type) becomes a LineString. The class is the layer's
 * class name, the colour its line colour, the name the region's text. What {@link GeoJson} has kept
 * as attributes comes back as it was, and regions of one feature become one feature again.
 *
 * <p>GeoJSON has no negative regions, so they live on as holes only, and crossings are rounded to
 * micro-pixels: for a copy without loss write Aperio XML.
 *
 * @param json UTF-8 bytes, the same for equal documents
 * @param features how many there are
 * @param leftOut positive regions that have no feature: without vertices enough for their shape, or
 *     taken out by negative ones
 * @param losses what the document says and GeoJSON does not
 */
@SuppressWarnings("ArrayRecordComponent")
public record GeoJsonExport(byte[] json, int features, int leftOut, List<Loss> losses) {

  /** Takes a copy of the list. */
  public GeoJsonExport {
    losses = List.copyOf(losses);
  }

  /**
   * Exports a document.
   *
   * @param document any
   * @return its bytes and counts
   */
  public static GeoJsonExport of(AnnotationDocument document) {
    ObjectMapper mapper = GeoJson.mapper();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    LossCount losses = new LossCount();
    ExportLosses.count(document, losses);
    int features = 0;
    int leftOut = 0;
    try (JsonGenerator json = mapper.getFactory().createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("type", "FeatureCollection");
      json.writeArrayFieldStart("features");
      for (Layer layer : document.layers()) {
        for (ExportedFeature feature : features(layer)) {
          leftOut += feature.leftOut();
          if (!feature.isEmpty()) {
            feature.write(json, mapper, layer, losses);
            features++;
          }
        }
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException failure) {
      throw new UncheckedIOException("writing to memory", failure);
    }
    losses.add(Loss.Kind.REGIONS_WITHOUT_SHAPE, leftOut);
    return new GeoJsonExport(bytes.toByteArray(), features, leftOut, losses.losses());
  }

  /** Positive regions, those that say they are parts of one feature together. */
  private static Iterable<ExportedFeature> features(Layer layer) {
    List<Geometry> areas = RegionGeometry.positives(layer);
    Map<String, ExportedFeature> features = new LinkedHashMap<>();
    for (int k = 0; k < areas.size(); k++) {
      Region region = layer.regions().get(k);
      if (!region.negative()) {
        String own = "region " + k;
        String key = ExportedFeature.attribute(region, GeoJson.FEATURE).orElse(own);
        features.computeIfAbsent(key, name -> new ExportedFeature()).add(region, areas.get(k));
      }
    }
    return features.values();
  }
}
