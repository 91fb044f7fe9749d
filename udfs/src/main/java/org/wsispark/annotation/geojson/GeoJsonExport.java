package org.wsispark.annotation.geojson;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.Region;
import org.wsispark.annotation.RegionGeometry;
import org.wsispark.geometry.Ring;

/**
 * A document as a GeoJSON FeatureCollection for QuPath. Each positive region becomes one
 * annotation: a Polygon or MultiPolygon by even-odd with the layer's negative regions cut out; a
 * region without area (arrow, ruler, unknown type) becomes a LineString. The class is the layer's
 * class name, the colour its line colour, the name the region's text.
 *
 * <p>GeoJSON has no negative regions, so they live on as holes only, and crossings are rounded to
 * micro-pixels: for a copy without loss write Aperio XML.
 *
 * @param json UTF-8 bytes, the same for equal documents
 * @param features how many there are
 * @param leftOut positive regions that have no feature: without vertices enough for their shape, or
 *     taken out by negative ones
 */
@SuppressWarnings("ArrayRecordComponent")
public record GeoJsonExport(byte[] json, int features, int leftOut) {

  /**
   * Exports a document.
   *
   * @param document any
   * @return its bytes and counts
   */
  public static GeoJsonExport of(AnnotationDocument document) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int features = 0;
    int leftOut = 0;
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("type", "FeatureCollection");
      json.writeArrayFieldStart("features");
      for (Layer layer : document.layers()) {
        List<Geometry> areas = RegionGeometry.positives(layer);
        for (int k = 0; k < areas.size(); k++) {
          Region region = layer.regions().get(k);
          if (!region.negative()) {
            boolean written = feature(json, layer, region, areas.get(k));
            features += written ? 1 : 0;
            leftOut += written ? 0 : 1;
          }
        }
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException failure) {
      throw new UncheckedIOException("writing to memory", failure);
    }
    return new GeoJsonExport(bytes.toByteArray(), features, leftOut);
  }

  private static boolean feature(JsonGenerator json, Layer layer, Region region, Geometry area)
      throws IOException {
    boolean line =
        switch (region.type()) {
          case FREEHAND, RECTANGLE, ELLIPSE -> false;
          case ARROW, RULER, UNKNOWN -> true;
        };
    if (line ? region.vertices().size() < 2 : area.isEmpty()) {
      return false;
    }
    json.writeStartObject();
    json.writeStringField("type", "Feature");
    json.writeObjectFieldStart("geometry");
    if (line) {
      line(json, region.vertices());
    } else {
      area(json, area);
    }
    json.writeEndObject();
    properties(json, layer, region);
    json.writeEndObject();
    return true;
  }

  private static void properties(JsonGenerator json, Layer layer, Region region)
      throws IOException {
    json.writeObjectFieldStart("properties");
    json.writeStringField("objectType", "annotation");
    if (!region.text().isBlank()) {
      json.writeStringField("name", region.text());
    }
    json.writeObjectFieldStart("classification");
    json.writeStringField("name", layer.className());
    json.writeArrayFieldStart("color");
    json.writeNumber(layer.rgb() >> 16);
    json.writeNumber((layer.rgb() >> 8) & 255);
    json.writeNumber(layer.rgb() & 255);
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void line(JsonGenerator json, Ring vertices) throws IOException {
    json.writeStringField("type", "LineString");
    json.writeArrayFieldStart("coordinates");
    for (int k = 0; k < vertices.size(); k++) {
      position(json, vertices.xMicroPx(k), vertices.yMicroPx(k));
    }
    json.writeEndArray();
  }

  private static void area(JsonGenerator json, Geometry area) throws IOException {
    boolean single = area.getNumGeometries() == 1;
    json.writeStringField("type", single ? "Polygon" : "MultiPolygon");
    json.writeFieldName("coordinates");
    if (single) {
      polygon(json, (Polygon) area.getGeometryN(0));
      return;
    }
    json.writeStartArray();
    for (int k = 0; k < area.getNumGeometries(); k++) {
      polygon(json, (Polygon) area.getGeometryN(k));
    }
    json.writeEndArray();
  }

  private static void polygon(JsonGenerator json, Polygon polygon) throws IOException {
    json.writeStartArray();
    ring(json, polygon.getExteriorRing());
    for (int k = 0; k < polygon.getNumInteriorRing(); k++) {
      ring(json, polygon.getInteriorRingN(k));
    }
    json.writeEndArray();
  }

  private static void ring(JsonGenerator json, LineString ring) throws IOException {
    json.writeStartArray();
    for (Coordinate vertex : ring.getCoordinates()) {
      position(json, Math.round(vertex.x), Math.round(vertex.y));
    }
    json.writeEndArray();
  }

  private static void position(JsonGenerator json, long xMicroPx, long yMicroPx)
      throws IOException {
    json.writeStartArray();
    json.writeRawValue(px(xMicroPx));
    json.writeRawValue(px(yMicroPx));
    json.writeEndArray();
  }

  private static String px(long microPx) {
    BigDecimal px = BigDecimal.valueOf(microPx, 6);
    return px.signum() == 0 ? "0" : px.stripTrailingZeros().toPlainString();
  }
}
