package org.wsispark.annotation.geojson;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.NamedAttribute;

/**
 * One feature.
 *
 * @param id as JSON text, or null
 * @param shape where it lies
 * @param properties what the layer, the text and the measurements do not carry yet
 * @param members of the feature that GeoJSON does not know
 */
record Feature(String id, GeometryReader.Shape shape, ObjectNode properties, ObjectNode members) {
  private static final String CLASSIFICATION = "classification";

  /** The class, or that of features that have none. */
  String className() {
    JsonNode name = properties.at("/classification/name");
    return name.isTextual() && !name.textValue().isBlank()
        ? name.textValue()
        : GeoJson.UNCLASSIFIED;
  }

  /** The class's colour as COLORREF; QuPath wrote a number (ARGB) before it wrote lists. */
  Optional<Integer> lineColor() {
    JsonNode list = properties.at("/classification/color");
    if (list.isArray() && list.size() == 3) {
      return Optional.of(
          Layer.lineColor(list.get(0).asInt(), list.get(1).asInt(), list.get(2).asInt()));
    }
    JsonNode number = properties.at("/classification/colorRGB");
    return number.isIntegralNumber()
        ? Optional.of(
            Layer.lineColor(
                number.asInt() >> 16 & 255, number.asInt() >> 8 & 255, number.asInt() & 255))
        : Optional.empty();
  }

  String name() {
    return properties.path("name").isTextual() ? properties.path("name").textValue() : "";
  }

  /** All that the region and its layer do not say otherwise. */
  List<NamedAttribute> attributes(Layer layer) {
    ObjectNode rest = properties.deepCopy();
    if (!name().isBlank()) {
      rest.remove("name");
    }
    if (isCarriedBy(layer)) {
      rest.remove(CLASSIFICATION);
    }
    if (rest.path("objectType").asText().equals("annotation")) {
      rest.remove("objectType");
    }
    List<NamedAttribute> attributes = new ArrayList<>();
    add(attributes, GeoJson.ID, id);
    measurements(rest).forEach(value -> add(attributes, value.getKey(), value.getValue()));
    add(attributes, GeoJson.PROPERTIES, rest.isEmpty() ? null : rest.toString());
    add(
        attributes,
        GeoJson.GEOMETRY,
        shape.further().isEmpty() ? null : shape.further().toString());
    add(attributes, GeoJson.MEMBERS, members.isEmpty() ? null : members.toString());
    return attributes;
  }

  private static void add(List<NamedAttribute> attributes, String name, String value) {
    if (value != null) {
      attributes.add(new NamedAttribute(name, Integer.toString(attributes.size()), value));
    }
  }

  /** Whether a class says its name and the layer's colour and nothing else. */
  private boolean isCarriedBy(Layer layer) {
    JsonNode classification = properties.path(CLASSIFICATION);
    return classification.size() == 2
        && classification.path("color").isArray()
        && layer.className().equals(className())
        && lineColor().filter(color -> color == layer.lineColor()).isPresent();
  }

  /** Takes the measurements out, which QuPath writes as a map, and once wrote as a list. */
  private static List<Map.Entry<String, String>> measurements(ObjectNode rest) {
    List<Map.Entry<String, String>> values = new ArrayList<>();
    JsonNode found = rest.path("measurements");
    if (found.isObject()) {
      for (Map.Entry<String, JsonNode> field : found.properties()) {
        if (!field.getValue().isNumber()) {
          return List.of();
        }
        values.add(Map.entry(GeoJson.MEASUREMENT + field.getKey(), field.getValue().toString()));
      }
      rest.remove("measurements");
    }
    return values;
  }
}
