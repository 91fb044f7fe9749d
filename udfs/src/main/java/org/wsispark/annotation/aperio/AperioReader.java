package org.wsispark.annotation.aperio;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.AnnotationError;
import org.wsispark.annotation.AttributeHeader;
import org.wsispark.annotation.DecimalPixels;
import org.wsispark.annotation.ForeignElement;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.NamedAttribute;
import org.wsispark.annotation.Region;
import org.wsispark.annotation.RegionMeasures;
import org.wsispark.annotation.RegionType;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.Ring;

/** Reads one document: one method per element, which reads that element to its end. */
final class AperioReader {
  private final XmlCursor cursor;
  private Optional<Mpp> mpp = Optional.empty();

  AperioReader(XmlCursor cursor) {
    this.cursor = cursor;
  }

  AnnotationDocument document() {
    cursor.root();
    if (!cursor.name().equals("Annotations")) {
      throw cursor.at(
          WsiException.of(
                  AnnotationError.NOT_ANNOTATIONS,
                  "the root element is %s, not Annotations",
                  cursor.name())
              .remedy("Give an XML file of Aperio ImageScope"));
    }
    TreeMap<String, String> fields = cursor.fields();
    mpp = resolution(fields);
    List<Layer> layers = new ArrayList<>();
    List<ForeignElement> foreign = new ArrayList<>();
    while (cursor.nextChild(null)) {
      if (cursor.name().equals("Annotation")) {
        layers.add(layer());
      } else {
        foreign.add(foreign("Annotations"));
      }
    }
    cursor.end();
    return new AnnotationDocument(mpp, layers, fields, foreign);
  }

  /** A resolution of 0 is how tools write that they know none; its text is kept. */
  private Optional<Mpp> resolution(Map<String, String> fields) {
    String text = fields.get(StoredMeasures.RESOLUTION);
    if (text == null) {
      return Optional.empty();
    }
    double value;
    try {
      value = DecimalPixels.decimal(text.strip()).doubleValue();
    } catch (NumberFormatException failure) {
      throw cursor.badNumber(StoredMeasures.RESOLUTION, text, "a decimal number");
    }
    if (!(value > 0 && value <= 1_000)) {
      return Optional.empty();
    }
    Mpp found = new Mpp(value);
    if (StoredMeasures.text(found).equals(text)) {
      fields.remove(StoredMeasures.RESOLUTION);
    }
    return Optional.of(found);
  }

  private Layer layer() {
    TreeMap<String, String> fields = cursor.fields();
    String id = cursor.required(fields, "Id");
    String name = taken(fields, "Name");
    int type = whole(fields, "Type", Layer.USER);
    int lineColor = whole(fields, "LineColor", Layer.GREEN);
    List<NamedAttribute> attributes = new ArrayList<>();
    List<AttributeHeader> headers = new ArrayList<>();
    List<Region> regions = new ArrayList<>();
    List<ForeignElement> foreign = new ArrayList<>();
    while (cursor.nextChild(null)) {
      switch (cursor.name()) {
        case "Attributes" -> attributes(attributes, foreign);
        case "Regions" -> regions(headers, regions, foreign);
        case "Plots" -> foreignIn("Plots", foreign);
        default -> foreign.add(foreign("Annotation"));
      }
    }
    return new Layer(id, name, type, lineColor, fields, attributes, headers, regions, foreign);
  }

  private void regions(
      List<AttributeHeader> headers, List<Region> regions, List<ForeignElement> foreign) {
    while (cursor.nextChild(null)) {
      switch (cursor.name()) {
        case "RegionAttributeHeaders" -> headers(headers, foreign);
        case "Region" -> regions.add(region(regions.size() + 1));
        default -> foreign.add(foreign("Regions"));
      }
    }
  }

  private void headers(List<AttributeHeader> headers, List<ForeignElement> foreign) {
    while (cursor.nextChild(null)) {
      if (cursor.name().equals("AttributeHeader")) {
        TreeMap<String, String> fields = cursor.fields();
        String id = taken(fields, "Id");
        String name = taken(fields, "Name");
        headers.add(new AttributeHeader(id, name, taken(fields, "ColumnWidth"), fields));
        leaf();
      } else {
        foreign.add(foreign("RegionAttributeHeaders"));
      }
    }
  }

  private void attributes(List<NamedAttribute> attributes, List<ForeignElement> foreign) {
    while (cursor.nextChild(null)) {
      if (cursor.name().equals("Attribute")) {
        TreeMap<String, String> fields = cursor.fields();
        String name = taken(fields, "Name");
        String id = taken(fields, "Id");
        attributes.add(new NamedAttribute(name, id, taken(fields, "Value"), fields));
        leaf();
      } else {
        foreign.add(foreign("Attributes"));
      }
    }
  }

  private Region region(int position) {
    TreeMap<String, String> fields = cursor.fields();
    String id = fields.containsKey("Id") ? fields.remove("Id") : Integer.toString(position);
    if (!fields.containsKey("Type")) {
      throw cursor.missing("Type");
    }
    int type = whole(fields, "Type", 0);
    boolean negative = flag(fields, "NegativeROA");
    String text = taken(fields, "Text");
    List<NamedAttribute> attributes = new ArrayList<>();
    List<ForeignElement> foreign = new ArrayList<>();
    VertexList vertices = new VertexList(cursor);
    while (cursor.nextChild(null)) {
      switch (cursor.name()) {
        case "Attributes" -> attributes(attributes, foreign);
        case "Vertices" -> vertices(vertices, foreign);
        default -> foreign.add(foreign("Region"));
      }
    }
    Ring ring = vertices.ring();
    StoredMeasures.of(RegionMeasures.of(RegionType.of(type), ring), mpp).forEach(fields::remove);
    return new Region(
        id, type, negative, ring, text, fields, attributes, vertices.further(), foreign);
  }

  private void vertices(VertexList vertices, List<ForeignElement> foreign) {
    while (cursor.nextChild(null)) {
      if (cursor.name().equals("Vertex")) {
        vertices.add();
        leaf();
      } else {
        foreign.add(foreign("Vertices"));
      }
    }
  }

  private void foreignIn(String parent, List<ForeignElement> foreign) {
    while (cursor.nextChild(null)) {
      foreign.add(foreign(parent));
    }
  }

  private ForeignElement foreign(String parent) {
    String name = cursor.name();
    Map<String, String> fields = cursor.fields();
    StringBuilder text = new StringBuilder();
    List<ForeignElement> children = new ArrayList<>();
    while (cursor.nextChild(text)) {
      children.add(foreign(name));
    }
    return new ForeignElement(parent, name, fields, text.toString().strip(), children);
  }

  private void leaf() {
    if (cursor.nextChild(null)) {
      throw cursor.at(
          WsiException.of(
              AnnotationError.BAD_STRUCTURE,
              "%s stands in an element that holds nothing",
              cursor.name()));
    }
  }

  private static String taken(Map<String, String> fields, String name) {
    String value = fields.remove(name);
    return value == null ? "" : value;
  }

  private int whole(Map<String, String> fields, String name, int absent) {
    String text = fields.remove(name);
    if (text == null) {
      return absent;
    }
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException failure) {
      throw cursor.badNumber(name, text, "a whole number");
    }
  }

  private boolean flag(Map<String, String> fields, String name) {
    int value = whole(fields, name, 0);
    if (value != 0 && value != 1) {
      throw cursor.badNumber(name, Integer.toString(value), "0 or 1");
    }
    return value == 1;
  }
}
