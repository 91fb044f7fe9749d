package org.wsispark.annotation.geojson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.wsispark.annotation.AnnotationError;
import org.wsispark.annotation.DecimalPixels;
import org.wsispark.annotation.HolePlanner.Polygon;
import org.wsispark.annotation.Loss;
import org.wsispark.annotation.LossCount;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Ring;

/**
 * Reads one geometry object. Coordinates go from the text straight to micro-pixels; members may
 * come in any order.
 */
final class GeometryReader {
  private final JsonPlace place;
  private final ObjectMapper mapper;
  private final LossCount losses;

  /** What a geometry consists of, and its members beside type and coordinates. */
  record Shape(List<Polygon> polygons, List<Ring> lines, List<Ring> points, ObjectNode further) {
    boolean isEmpty() {
      return polygons.isEmpty() && lines.isEmpty() && points.isEmpty();
    }
  }

  GeometryReader(JsonPlace place, ObjectMapper mapper, LossCount losses) {
    this.place = place;
    this.mapper = mapper;
    this.losses = losses;
  }

  /** The parser stands at the object's start and is left at its end. */
  Shape read(JsonParser json) throws IOException {
    Shape shape =
        new Shape(
            new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), mapper.createObjectNode());
    geometry(json, shape);
    if (shape.further().at("/plane/z").asInt() > 0 || shape.further().at("/plane/t").asInt() > 0) {
      losses.add(Loss.Kind.PLANES);
    }
    return shape;
  }

  private void geometry(JsonParser json, Shape shape) throws IOException {
    String type = null;
    Coordinates coordinates = null;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String member = json.currentName();
      json.nextToken();
      switch (member) {
        case "type" -> type = json.getText();
        case "coordinates" -> coordinates = Coordinates.read(json, this);
        case "geometries" -> {
          require(json, json.currentToken() == JsonToken.START_ARRAY, "geometries is no list");
          while (json.nextToken() != JsonToken.END_ARRAY) {
            require(json, json.currentToken() == JsonToken.START_OBJECT, "a geometry is no object");
            geometry(json, shape);
          }
        }
        default -> shape.further().set(member, mapper.readTree(json));
      }
    }
    if ("GeometryCollection".equals(type)) {
      return;
    }
    require(json, type != null, "a geometry has no type");
    require(json, coordinates != null, "a geometry has no coordinates");
    add(json, type, coordinates, shape);
  }

  private void add(JsonParser json, String type, Coordinates coordinates, Shape shape)
      throws IOException {
    switch (type) {
      case "Point" -> shape.points().add(coordinates.asPoint(json, this));
      case "MultiPoint" -> {
        Ring points = coordinates.asLine(json, this);
        for (int k = 0; k < points.size(); k++) {
          shape
              .points()
              .add(
                  Ring.ofMicroPx(new long[] {points.xMicroPx(k)}, new long[] {points.yMicroPx(k)}));
        }
      }
      case "LineString" -> shape.lines().add(coordinates.asLine(json, this));
      case "MultiLineString" -> {
        for (Coordinates line : coordinates.parts(json, this)) {
          shape.lines().add(line.asLine(json, this));
        }
      }
      case "Polygon" -> polygon(json, coordinates, shape);
      case "MultiPolygon" -> {
        for (Coordinates part : coordinates.parts(json, this)) {
          polygon(json, part, shape);
        }
      }
      default -> throw wrong(json, AnnotationError.BAD_STRUCTURE, "the type \"" + type + "\"");
    }
  }

  private void polygon(JsonParser json, Coordinates coordinates, Shape shape) throws IOException {
    List<Ring> rings = new ArrayList<>();
    for (Coordinates ring : coordinates.parts(json, this)) {
      rings.add(ring.asLine(json, this));
    }
    if (!rings.isEmpty()) {
      shape.polygons().add(new Polygon(rings.get(0), rings.subList(1, rings.size())));
    }
  }

  long microPx(JsonParser json) throws IOException {
    require(json, json.currentToken().isNumeric(), "a coordinate is no number: " + shown(json));
    try {
      return DecimalPixels.parse(json.getText());
    } catch (NumberFormatException failure) {
      throw wrong(
          json,
          AnnotationError.BAD_NUMBER,
          "the coordinate " + shown(json) + " is no decimal number of pixels within 2^30");
    }
  }

  void height(JsonParser json) throws IOException {
    require(json, json.currentToken().isNumeric(), "a coordinate is no number: " + shown(json));
    if (json.getDoubleValue() != 0) {
      losses.add(Loss.Kind.HEIGHTS);
    }
  }

  private static String shown(JsonParser json) throws IOException {
    String text = json.getText();
    return text.length() > 40 ? text.substring(0, 40) + "..." : text;
  }

  void require(JsonParser json, boolean holds, String problem) {
    if (!holds) {
      throw wrong(json, AnnotationError.BAD_STRUCTURE, problem);
    }
  }

  private WsiException wrong(JsonParser json, AnnotationError code, String problem) {
    return place.at(
        json,
        WsiException.of(code, "%s", problem)
            .remedy("Export the annotations again; coordinates are numbers in level-0 pixels"));
  }
}
