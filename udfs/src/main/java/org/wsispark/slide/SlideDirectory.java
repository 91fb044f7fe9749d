package org.wsispark.slide;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.TileGrid;

/**
 * A slide's description as one line of JSON, which the catalogue keeps so that planning never opens
 * a slide. Downsamples are not stored: they are the ratios of the sizes.
 */
public final class SlideDirectory {
  private static final int VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private SlideDirectory() {}

  /**
   * Writes.
   *
   * @param info any slide
   * @return JSON without line breaks; the same text for equal slides
   */
  public static String toJson(SlideInfo info) {
    ObjectNode root = JSON.createObjectNode();
    root.put("version", VERSION);
    root.put("vendor", info.vendor());
    info.mpp().ifPresent(mpp -> root.put("mpp", mpp.umPerPx()));
    info.appMag().ifPresent(appMag -> root.put("appMag", appMag));
    root.put("directoryDigest", info.directoryDigest());
    root.put("droppedProperties", info.droppedProperties());
    ObjectNode properties = root.putObject("properties");
    info.properties().forEach(properties::put);
    ArrayNode associated = root.putArray("associated");
    for (AssociatedImage image : info.associated()) {
      ObjectNode node = associated.addObject();
      node.put("name", image.name());
      node.put("width", image.width());
      node.put("height", image.height());
      node.put("compression", image.compression());
    }
    ArrayNode levels = root.putArray("levels");
    for (SlideLevel level : info.levels()) {
      ObjectNode node = levels.addObject();
      node.put("width", level.width());
      node.put("height", level.height());
      node.put("tileWidth", level.tiles().tileWidth());
      node.put("tileHeight", level.tiles().tileHeight());
      node.put("compression", level.compression());
      node.put("cellWidth", level.bytes().cellWidth());
      node.put("cellHeight", level.bytes().cellHeight());
      ArrayNode cells = node.putArray("bytes");
      level.bytes().cells().forEach(cells::add);
    }
    return root.toString();
  }

  /**
   * Reads.
   *
   * @param json as {@link #toJson(SlideInfo)} writes it
   * @return the same slide
   * @throws WsiException {@link SlideError#BAD_DIRECTORY} when it is anything else
   */
  public static SlideInfo fromJson(String json) {
    try {
      JsonNode root = JSON.readTree(json);
      if (root.path("version").asInt() != VERSION) {
        throw bad("version " + root.path("version") + ", known is " + VERSION, null);
      }
      SortedMap<String, String> properties = new TreeMap<>();
      for (var entry : root.required("properties").properties()) {
        properties.put(entry.getKey(), entry.getValue().textValue());
      }
      return new SlideInfo(
          text(root, "vendor"),
          levels(root.required("levels")),
          root.has("mpp") ? Optional.of(new Mpp(root.get("mpp").doubleValue())) : Optional.empty(),
          root.has("appMag")
              ? OptionalDouble.of(root.get("appMag").doubleValue())
              : OptionalDouble.empty(),
          associated(root.required("associated")),
          properties,
          number(root, "droppedProperties"),
          text(root, "directoryDigest"));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw bad(String.valueOf(e.getMessage()), e);
    }
  }

  private static List<SlideLevel> levels(JsonNode nodes) {
    List<SlideLevel> levels = new ArrayList<>();
    for (JsonNode node : nodes) {
      int width = number(node, "width");
      int height = number(node, "height");
      List<Long> cells = new ArrayList<>();
      node.required("bytes").forEach(cell -> cells.add(cell.longValue()));
      Downsample downsample =
          levels.isEmpty()
              ? Downsample.NONE
              : Downsample.ofSizes(levels.get(0).width(), levels.get(0).height(), width, height);
      levels.add(
          new SlideLevel(
              levels.size(),
              width,
              height,
              downsample,
              new TileGrid(width, height, number(node, "tileWidth"), number(node, "tileHeight")),
              text(node, "compression"),
              new ByteHistogram(
                  width, height, number(node, "cellWidth"), number(node, "cellHeight"), cells)));
    }
    return levels;
  }

  private static List<AssociatedImage> associated(JsonNode nodes) {
    List<AssociatedImage> images = new ArrayList<>();
    for (JsonNode node : nodes) {
      images.add(
          new AssociatedImage(
              text(node, "name"),
              number(node, "width"),
              number(node, "height"),
              text(node, "compression")));
    }
    return images;
  }

  private static String text(JsonNode node, String field) {
    JsonNode value = node.required(field);
    if (!value.isTextual()) {
      throw new IllegalArgumentException(field + " is no text");
    }
    return value.textValue();
  }

  private static int number(JsonNode node, String field) {
    JsonNode value = node.required(field);
    if (!value.canConvertToInt()) {
      throw new IllegalArgumentException(field + " is no whole number");
    }
    return value.intValue();
  }

  private static WsiException bad(String why, Throwable cause) {
    return WsiException.of(SlideError.BAD_DIRECTORY, "not a stored slide directory: %s", why)
        .remedy("Ingest the slide again")
        .causedBy(cause);
  }
}
