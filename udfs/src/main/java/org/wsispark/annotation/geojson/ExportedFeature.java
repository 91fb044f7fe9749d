package org.wsispark.annotation.geojson;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;
import org.wsispark.annotation.DecimalPixels;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.Loss;
import org.wsispark.annotation.LossCount;
import org.wsispark.annotation.NamedAttribute;
import org.wsispark.annotation.Region;
import org.wsispark.annotation.RegionType;
import org.wsispark.geometry.Ring;

/** One feature on its way out: regions, and what the first of them says about all. */
final class ExportedFeature {
  private final List<Geometry> areas = new ArrayList<>();
  private final List<Ring> lines = new ArrayList<>();
  private final List<Ring> points = new ArrayList<>();
  private Region first;
  private int leftOut;

  void add(Region region, Geometry area) {
    first = first == null ? region : first;
    Ring ring = region.vertices();
    RegionType type = region.type();
    if (ring.size() == 1 && attribute(region, GeoJson.TYPE).filter("Point"::equals).isPresent()) {
      points.add(ring);
    } else if (type == RegionType.ARROW || type == RegionType.RULER || type == RegionType.UNKNOWN) {
      if (ring.size() < 2) {
        leftOut++;
      } else {
        lines.add(ring);
      }
    } else if (area.isEmpty()) {
      leftOut++;
    } else {
      for (int k = 0; k < area.getNumGeometries(); k++) {
        areas.add(area.getGeometryN(k));
      }
    }
  }

  static Optional<String> attribute(Region region, String name) {
    return region.attributes().stream()
        .filter(attribute -> attribute.name().equals(name))
        .map(NamedAttribute::value)
        .findFirst();
  }

  int leftOut() {
    return leftOut;
  }

  boolean isEmpty() {
    return areas.isEmpty() && lines.isEmpty() && points.isEmpty();
  }

  void write(JsonGenerator json, ObjectMapper mapper, Layer layer, LossCount losses)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "Feature");
    Optional<String> id = attribute(first, GeoJson.ID);
    if (id.isPresent()) {
      json.writeStringField("id", id.get());
    }
    json.writeObjectFieldStart("geometry");
    new GeometryWriter(json).write(areas, lines, points);
    members(json, kept(mapper, GeoJson.GEOMETRY, losses));
    json.writeEndObject();
    json.writeFieldName("properties");
    mapper.writeTree(json, properties(mapper, layer, losses));
    members(json, kept(mapper, GeoJson.MEMBERS, losses));
    json.writeEndObject();
  }

  private static void members(JsonGenerator json, ObjectNode members) throws IOException {
    for (var member : members.properties()) {
      json.writeFieldName(member.getKey());
      json.writeTree(member.getValue());
    }
  }

  private ObjectNode properties(ObjectMapper mapper, Layer layer, LossCount losses) {
    ObjectNode kept = kept(mapper, GeoJson.PROPERTIES, losses);
    ObjectNode properties = mapper.createObjectNode();
    if (!kept.has("objectType")) {
      properties.put("objectType", "annotation");
    }
    if (!first.text().isBlank()) {
      properties.put("name", first.text());
    }
    if (!kept.has("classification") && !layer.className().equals(GeoJson.UNCLASSIFIED)) {
      ObjectNode classification = properties.putObject("classification");
      classification.put("name", layer.className());
      ArrayNode color = classification.putArray("color");
      color.add(layer.rgb() >> 16).add((layer.rgb() >> 8) & 255).add(layer.rgb() & 255);
    }
    properties.setAll(kept);
    ObjectNode measurements = mapper.createObjectNode();
    for (NamedAttribute attribute : first.attributes()) {
      if (attribute.name().startsWith(GeoJson.MEASUREMENT)) {
        String name = attribute.name().substring(GeoJson.MEASUREMENT.length());
        try {
          measurements.put(name, DecimalPixels.decimal(attribute.value()));
        } catch (NumberFormatException failure) {
          measurements.put(name, attribute.value());
        }
      }
    }
    if (!measurements.isEmpty()) {
      properties.set("measurements", measurements);
    }
    return properties;
  }

  /** An object that was kept as text; the text may have been changed by anybody since. */
  private ObjectNode kept(ObjectMapper mapper, String name, LossCount losses) {
    Optional<String> text = attribute(first, name);
    if (text.isEmpty()) {
      return mapper.createObjectNode();
    }
    try {
      if (mapper.readTree(text.get()) instanceof ObjectNode object) {
        return object;
      }
      losses.add(Loss.Kind.BROKEN_PROPERTIES);
    } catch (JsonProcessingException failure) {
      losses.add(Loss.Kind.BROKEN_PROPERTIES);
    }
    return mapper.createObjectNode();
  }
}
