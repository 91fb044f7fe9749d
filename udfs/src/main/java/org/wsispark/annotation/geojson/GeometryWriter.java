package org.wsispark.annotation.geojson;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import org.wsispark.geometry.Ring;

/** Writes type and coordinates of a geometry, in pixels with as many places as it takes. */
final class GeometryWriter {
  private final JsonGenerator json;

  GeometryWriter(JsonGenerator json) {
    this.json = json;
  }

  void write(List<Geometry> areas, List<Ring> lines, List<Ring> points) throws IOException {
    int kinds = (areas.isEmpty() ? 0 : 1) + (lines.isEmpty() ? 0 : 1) + (points.isEmpty() ? 0 : 1);
    if (kinds == 1) {
      areas(areas);
      lines(lines);
      points(points);
      return;
    }
    json.writeStringField("type", "GeometryCollection");
    json.writeArrayFieldStart("geometries");
    member(areas, List.of(), List.of());
    member(List.of(), lines, List.of());
    member(List.of(), List.of(), points);
    json.writeEndArray();
  }

  private void member(List<Geometry> areas, List<Ring> lines, List<Ring> points)
      throws IOException {
    if (areas.size() + lines.size() + points.size() > 0) {
      json.writeStartObject();
      write(areas, lines, points);
      json.writeEndObject();
    }
  }

  private boolean start(int count, String type) throws IOException {
    if (count == 0) {
      return false;
    }
    json.writeStringField("type", count == 1 ? type : "Multi" + type);
    json.writeFieldName("coordinates");
    return true;
  }

  private void areas(List<Geometry> areas) throws IOException {
    if (!start(areas.size(), "Polygon")) {
      return;
    }
    if (areas.size() == 1) {
      polygon((Polygon) areas.get(0));
      return;
    }
    json.writeStartArray();
    for (Geometry area : areas) {
      polygon((Polygon) area);
    }
    json.writeEndArray();
  }

  private void lines(List<Ring> lines) throws IOException {
    if (!start(lines.size(), "LineString")) {
      return;
    }
    if (lines.size() == 1) {
      line(lines.get(0));
      return;
    }
    json.writeStartArray();
    for (Ring line : lines) {
      line(line);
    }
    json.writeEndArray();
  }

  private void points(List<Ring> points) throws IOException {
    if (!start(points.size(), "Point")) {
      return;
    }
    if (points.size() == 1) {
      position(points.get(0).xMicroPx(0), points.get(0).yMicroPx(0));
      return;
    }
    json.writeStartArray();
    for (Ring point : points) {
      position(point.xMicroPx(0), point.yMicroPx(0));
    }
    json.writeEndArray();
  }

  private void line(Ring vertices) throws IOException {
    json.writeStartArray();
    for (int k = 0; k < vertices.size(); k++) {
      position(vertices.xMicroPx(k), vertices.yMicroPx(k));
    }
    json.writeEndArray();
  }

  private void polygon(Polygon polygon) throws IOException {
    json.writeStartArray();
    ring(polygon.getExteriorRing());
    for (int k = 0; k < polygon.getNumInteriorRing(); k++) {
      ring(polygon.getInteriorRingN(k));
    }
    json.writeEndArray();
  }

  private void ring(LineString ring) throws IOException {
    json.writeStartArray();
    for (Coordinate vertex : ring.getCoordinates()) {
      position(Math.round(vertex.x), Math.round(vertex.y));
    }
    json.writeEndArray();
  }

  private void position(long xMicroPx, long yMicroPx) throws IOException {
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
