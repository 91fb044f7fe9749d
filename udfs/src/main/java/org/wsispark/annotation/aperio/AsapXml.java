package org.wsispark.annotation.aperio;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.AnnotationError;
import org.wsispark.annotation.ConvertedAnnotations;
import org.wsispark.annotation.DecimalPixels;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.Loss;
import org.wsispark.annotation.LossCount;
import org.wsispark.annotation.Region;
import org.wsispark.annotation.RegionType;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Ring;

/**
 * Reads the XML of ASAP (root element {@code ASAP_Annotations}) under the bounds of {@link
 * AperioXml}. A group becomes a layer, in the order of the groups; annotations without group go to
 * the layer "Unclassified". Coordinates are put into the order that their {@code Order} says.
 */
public final class AsapXml {
  /** Name of the layer of annotations that have no group. */
  public static final String UNCLASSIFIED = "Unclassified";

  private static final String NO_GROUP = "None";
  private static final int YELLOW = Layer.lineColor(0xF4, 0xFA, 0x58);

  private final XmlCursor cursor;
  private final LossCount losses = new LossCount();
  private final Map<String, List<Region>> groups = new LinkedHashMap<>();
  private final Map<String, Integer> colors = new LinkedHashMap<>();

  /** By group, as written; groups and their colours stand behind the annotations. */
  private final Map<String, List<String>> drawnColors = new LinkedHashMap<>();

  private AsapXml(XmlCursor cursor) {
    this.cursor = cursor;
  }

  /**
   * Reads a document.
   *
   * @param bytes its bytes
   * @param name what to call it in errors
   * @return the annotations, without resolution, and what they cannot hold
   * @throws WsiException a code of {@link AnnotationError}, with line and column
   */
  public static ConvertedAnnotations read(byte[] bytes, String name) {
    return AperioXml.walked(
        new ByteArrayInputStream(bytes), name, cursor -> new AsapXml(cursor).document());
  }

  private ConvertedAnnotations document() {
    cursor.root();
    if (!cursor.name().equals("ASAP_Annotations")) {
      throw cursor.at(
          WsiException.of(
                  AnnotationError.NOT_ANNOTATIONS,
                  "the root element is %s, not ASAP_Annotations",
                  cursor.name())
              .remedy("Give an XML file of ASAP"));
    }
    while (cursor.nextChild(null)) {
      switch (cursor.name()) {
        case "Annotations" -> each("Annotation", this::annotation);
        case "AnnotationGroups" -> each("Group", this::group);
        default -> losses.add(Loss.Kind.FOREIGN_ELEMENTS, skipped());
      }
    }
    cursor.end();
    return new ConvertedAnnotations(
        new AnnotationDocument(Optional.empty(), layers()), losses.losses());
  }

  private List<Layer> layers() {
    List<Layer> layers = new ArrayList<>();
    for (String group : colors.keySet()) {
      groups.putIfAbsent(group, List.of());
    }
    List<String> order = new ArrayList<>(colors.keySet());
    groups.keySet().stream().filter(group -> !colors.containsKey(group)).forEach(order::add);
    for (String group : order) {
      String label = group.equals(NO_GROUP) ? UNCLASSIFIED : group;
      int color = colors.getOrDefault(group, YELLOW);
      Layer layer = Layer.drawn(layers.size() + 1, label, color, groups.get(group));
      layers.add(layer);
      String own = "#%06x".formatted(layer.rgb());
      losses.add(
          Loss.Kind.COLORS,
          drawnColors.getOrDefault(group, List.of()).stream()
              .filter(drawn -> !drawn.isBlank() && !drawn.equalsIgnoreCase(own))
              .count());
    }
    return layers;
  }

  private void each(String name, Runnable read) {
    while (cursor.nextChild(null)) {
      if (cursor.name().equals(name)) {
        read.run();
      } else {
        losses.add(Loss.Kind.FOREIGN_ELEMENTS, skipped());
      }
    }
  }

  /** Skips an element with all that is in it. */
  private int skipped() {
    StringBuilder text = new StringBuilder();
    while (cursor.nextChild(text)) {
      skipped();
    }
    return 1;
  }

  private void group() {
    TreeMap<String, String> fields = cursor.fields();
    String name = cursor.required(fields, "Name");
    String above = fields.getOrDefault("PartOfGroup", NO_GROUP);
    losses.add(Loss.Kind.NESTED_GROUPS, above.isBlank() || above.equals(NO_GROUP) ? 0 : 1);
    colors.put(name, color(fields.getOrDefault("Color", "#F4FA58")));
    each("Attributes", () -> losses.add(Loss.Kind.ATTRIBUTES, children()));
  }

  private int children() {
    int count = 0;
    while (cursor.nextChild(null)) {
      count += skipped();
    }
    return count;
  }

  private int color(String text) {
    if (!text.matches("#[0-9a-fA-F]{6}")) {
      throw cursor.badNumber("Color", text, "a colour such as #F4FA58");
    }
    int rgb = Integer.parseInt(text.substring(1), 16);
    return Layer.lineColor(rgb >> 16, rgb >> 8 & 255, rgb & 255);
  }

  private void annotation() {
    TreeMap<String, String> fields = cursor.fields();
    String type = cursor.required(fields, "Type");
    RegionType shape = shape(type);
    String group = fields.getOrDefault("PartOfGroup", NO_GROUP);
    String text = fields.getOrDefault("Name", "");
    drawnColors
        .computeIfAbsent(group, name -> new ArrayList<>())
        .add(fields.getOrDefault("Color", ""));
    TreeMap<Long, long[]> positions = new TreeMap<>();
    each("Coordinates", () -> each("Coordinate", () -> coordinate(positions)));
    List<Region> regions = groups.computeIfAbsent(group, name -> new ArrayList<>());
    boolean points = type.equals("Dot") || type.equals("PointSet");
    if (!points) {
      regions.add(Region.drawn(regions.size() + 1, shape, false, ring(positions.values()), text));
      return;
    }
    for (long[] position : positions.values()) {
      losses.add(Loss.Kind.POINTS_AS_REGIONS);
      regions.add(Region.drawn(regions.size() + 1, shape, false, ring(List.of(position)), text));
    }
  }

  private RegionType shape(String type) {
    return switch (type) {
      case "Polygon", "Dot", "PointSet" -> RegionType.FREEHAND;
      case "Spline" -> {
        losses.add(Loss.Kind.SPLINES_AS_POLYGONS);
        yield RegionType.FREEHAND;
      }
      case "Rectangle" -> RegionType.RECTANGLE;
      case "Measurement" -> RegionType.RULER;
      default -> throw cursor.badNumber("Type", type, "a type of annotation that ASAP has");
    };
  }

  private void coordinate(TreeMap<Long, long[]> positions) {
    TreeMap<String, String> fields = cursor.fields();
    long order = positions.size();
    String text = fields.get("Order");
    try {
      order = text == null ? order : Long.parseLong(text.strip());
    } catch (NumberFormatException failure) {
      throw cursor.badNumber("Order", text, "a whole number");
    }
    long[] position = {microPx(fields, "X"), microPx(fields, "Y")};
    if (positions.put(order, position) != null) {
      throw cursor.badNumber("Order", Long.toString(order), "a number of its own");
    }
    if (cursor.nextChild(null)) {
      throw cursor.at(
          WsiException.of(
              AnnotationError.BAD_STRUCTURE, "%s stands in a Coordinate", cursor.name()));
    }
  }

  private long microPx(Map<String, String> fields, String name) {
    String text = cursor.required(fields, name);
    try {
      return DecimalPixels.parse(text);
    } catch (NumberFormatException failure) {
      throw cursor.badNumber(name, text, "a decimal number of pixels within 2^30");
    }
  }

  private static Ring ring(Collection<long[]> positions) {
    long[] xs = positions.stream().mapToLong(position -> position[0]).toArray();
    long[] ys = positions.stream().mapToLong(position -> position[1]).toArray();
    return Ring.ofMicroPx(xs, ys);
  }
}
