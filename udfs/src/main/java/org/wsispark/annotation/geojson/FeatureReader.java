package org.wsispark.annotation.geojson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.wsispark.annotation.AnnotationError;
import org.wsispark.annotation.ConvertedAnnotations;
import org.wsispark.annotation.Loss;
import org.wsispark.annotation.LossCount;
import org.wsispark.errors.WsiException;

/** Reads features one by one as they come, never the document as a tree. */
final class FeatureReader {
  private final JsonPlace place = new JsonPlace();
  private final LossCount losses = new LossCount();
  private final List<Feature> features = new ArrayList<>();
  private final ObjectMapper mapper;
  private int read;

  FeatureReader(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  ConvertedAnnotations read(InputStream in) {
    JsonParser json;
    try {
      json = mapper.getFactory().createParser(in);
      json.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
    } catch (IOException failure) {
      throw WsiException.of(AnnotationError.UNREADABLE, "its first bytes cannot be read")
          .remedy("Check that the file is still there and readable")
          .causedBy(failure);
    }
    try (json) {
      root(json);
      require(json, json.nextToken() == null, "something stands behind the document");
    } catch (IOException failure) {
      throw place.wrapped(json, failure);
    }
    return new ConvertedAnnotations(
        new FeatureLayers(features, losses).document(), losses.losses());
  }

  private void root(JsonParser json) throws IOException {
    JsonToken first = json.nextToken();
    if (first == JsonToken.START_ARRAY) {
      list(json);
      return;
    }
    require(json, first == JsonToken.START_OBJECT, "it is neither an object nor a list");
    String type = null;
    FeatureMembers alone = new FeatureMembers();
    boolean collection = false;
    int others = 0;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String member = json.currentName();
      json.nextToken();
      if (member.equals("type")) {
        type = json.getText();
      } else if (member.equals("features")) {
        require(json, json.currentToken() == JsonToken.START_ARRAY, "features is no list");
        list(json);
        collection = true;
      } else {
        others++;
        alone.take(json, member);
      }
    }
    if ("Feature".equals(type)) {
      alone.finish();
    } else {
      if (!"FeatureCollection".equals(type) || !collection) {
        throw place.at(
            json,
            WsiException.of(
                    AnnotationError.NOT_ANNOTATIONS,
                    "the document is neither a Feature nor a FeatureCollection")
                .remedy("Give GeoJSON as QuPath exports it"));
      }
      losses.add(Loss.Kind.COLLECTION_MEMBERS, others);
    }
  }

  private void list(JsonParser json) throws IOException {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      place.feature(read++);
      require(json, json.currentToken() == JsonToken.START_OBJECT, "a feature is no object");
      FeatureMembers members = new FeatureMembers();
      String type = null;
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String member = json.currentName();
        json.nextToken();
        if (member.equals("type")) {
          type = json.getText();
        } else {
          members.take(json, member);
        }
      }
      require(json, "Feature".equals(type), "the type is no Feature");
      members.finish();
    }
  }

  private void require(JsonParser json, boolean holds, String problem) {
    if (!holds) {
      throw place.at(
          json,
          WsiException.of(AnnotationError.BAD_STRUCTURE, "%s", problem)
              .remedy("Give GeoJSON as QuPath exports it"));
    }
  }

  /** Members of the feature that is being read. */
  private final class FeatureMembers {
    private String id;
    private GeometryReader.Shape shape;
    private ObjectNode properties = mapper.createObjectNode();
    private final ObjectNode others = mapper.createObjectNode();

    void take(JsonParser json, String member) throws IOException {
      switch (member) {
        case "id" -> id = mapper.<JsonNode>readTree(json).asText();
        case "bbox" -> json.skipChildren();
        case "geometry" -> {
          if (json.currentToken() == JsonToken.START_OBJECT) {
            shape = new GeometryReader(place, mapper, losses).read(json);
          } else {
            require(json, json.currentToken() == JsonToken.VALUE_NULL, "a geometry is no object");
          }
        }
        case "properties" -> {
          JsonNode node = mapper.readTree(json);
          if (node instanceof ObjectNode object) {
            properties = object;
          } else {
            require(json, node.isNull(), "properties are no object");
          }
        }
        default -> others.set(member, mapper.readTree(json));
      }
    }

    void finish() {
      if (shape == null || shape.isEmpty()) {
        losses.add(Loss.Kind.NO_GEOMETRY);
      } else {
        features.add(new Feature(id, shape, properties, others));
      }
    }
  }
}
