package org.wsispark.annotation.geojson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.wsispark.geometry.Ring;

/**
 * A coordinates member before its geometry's type is known: one position, a list of positions, or
 * lists of those. Positions are not objects of their own.
 */
final class Coordinates {
  /** A position's own list; its parent takes the numbers and drops it. */
  private boolean position;

  private long[] xs = new long[1];
  private long[] ys = new long[1];
  private int size;
  private List<Coordinates> parts = List.of();

  private Coordinates() {}

  /** The parser stands at a list's start and is left at its end. */
  static Coordinates read(JsonParser json, GeometryReader reader) throws IOException {
    Coordinates found = new Coordinates();
    reader.require(json, json.currentToken() == JsonToken.START_ARRAY, "coordinates are no list");
    JsonToken token = json.nextToken();
    if (token == JsonToken.START_ARRAY) {
      found.lists(json, reader);
    } else if (token != JsonToken.END_ARRAY) {
      found.position = true;
      found.position(json, reader);
    }
    return found;
  }

  private void position(JsonParser json, GeometryReader reader) throws IOException {
    grow();
    xs[size] = reader.microPx(json);
    json.nextToken();
    ys[size] = reader.microPx(json);
    size++;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      reader.height(json);
    }
  }

  private void lists(JsonParser json, GeometryReader reader) throws IOException {
    JsonToken token = json.currentToken();
    while (token != JsonToken.END_ARRAY) {
      reader.require(json, token == JsonToken.START_ARRAY, "numbers and lists stand side by side");
      JsonToken first = json.nextToken();
      if (first == JsonToken.START_ARRAY || first == JsonToken.END_ARRAY) {
        reader.require(json, size == 0, "positions and lists stand side by side");
        Coordinates part = new Coordinates();
        part.lists(json, reader);
        parts = parts.isEmpty() ? new ArrayList<>() : parts;
        parts.add(part);
      } else {
        reader.require(json, parts.isEmpty(), "positions and lists stand side by side");
        position(json, reader);
      }
      token = json.nextToken();
    }
  }

  private void grow() {
    if (size == xs.length) {
      xs = Arrays.copyOf(xs, Math.multiplyExact(size, 2));
      ys = Arrays.copyOf(ys, Math.multiplyExact(size, 2));
    }
  }

  Ring asPoint(JsonParser json, GeometryReader reader) {
    reader.require(json, position, "a point is no single position");
    return ring();
  }

  Ring asLine(JsonParser json, GeometryReader reader) {
    reader.require(json, !position && parts.isEmpty(), "a ring or line is no list of positions");
    return ring();
  }

  List<Coordinates> parts(JsonParser json, GeometryReader reader) {
    reader.require(json, !position && size == 0, "the lists are not nested as the type wants");
    return parts;
  }

  private Ring ring() {
    return Ring.ofMicroPx(Arrays.copyOf(xs, size), Arrays.copyOf(ys, size));
  }
}
