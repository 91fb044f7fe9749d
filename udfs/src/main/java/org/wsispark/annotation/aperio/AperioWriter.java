package org.wsispark.annotation.aperio;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.AttributeHeader;
import org.wsispark.annotation.ForeignElement;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.NamedAttribute;
import org.wsispark.annotation.Region;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.Ring;

/** Writes one document: one method per element, in ImageScope's order of elements and fields. */
final class AperioWriter {
  private static final List<String> LAYER_FIELDS =
      List.of(
          "Id",
          "Name",
          "ReadOnly",
          "NameReadOnly",
          "LineColorReadOnly",
          "Incremental",
          "Type",
          "LineColor",
          "Visible",
          "Selected",
          "MarkupImagePath",
          "MacroName");

  private static final List<String> REGION_FIELDS =
      List.of(
          "Id",
          "Type",
          "Zoom",
          "Selected",
          "ImageLocation",
          "ImageFocus",
          "Length",
          "Area",
          "LengthMicrons",
          "AreaMicrons",
          "Text",
          "NegativeROA",
          "InputRegionId",
          "Analyze",
          "DisplayId");

  private final XmlText xml;

  private AperioWriter(int level) {
    this.xml = new XmlText(level);
  }

  static byte[] write(AnnotationDocument document) {
    return new AperioWriter(0).document(document);
  }

  /** A layer alone, laid out as at a level of a document. */
  static String layer(Layer layer, Optional<Mpp> mpp, int level) {
    AperioWriter writer = new AperioWriter(level);
    writer.layer(layer, mpp);
    return writer.xml.toString();
  }

  /** A region alone, laid out as at a level of a document. */
  static String region(Region region, Optional<Mpp> mpp, int level) {
    AperioWriter writer = new AperioWriter(level);
    writer.region(region, mpp);
    return writer.xml.toString();
  }

  private byte[] document(AnnotationDocument document) {
    Map<String, String> fields = new LinkedHashMap<>();
    document
        .mpp()
        .ifPresent(mpp -> fields.put(StoredMeasures.RESOLUTION, StoredMeasures.text(mpp)));
    fields.putAll(document.fields());
    xml.open("Annotations", fields);
    document.layers().forEach(layer -> layer(layer, document.mpp()));
    foreign(document.foreign(), "Annotations");
    xml.close();
    return xml.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private void layer(Layer layer, Optional<Mpp> mpp) {
    Map<String, String> fields = new LinkedHashMap<>(layer.fields());
    fields.put("Id", layer.id());
    fields.put("Name", layer.name());
    fields.put("Type", Integer.toString(layer.type()));
    fields.put("LineColor", Integer.toString(layer.lineColor()));
    xml.open("Annotation", ordered(fields, LAYER_FIELDS));
    foreign(layer.foreign(), "Annotation");
    attributes(layer.attributes(), layer.foreign());
    xml.open("Regions", Map.of());
    headers(layer);
    layer.regions().forEach(region -> region(region, mpp));
    foreign(layer.foreign(), "Regions");
    xml.close();
    xml.open("Plots", Map.of());
    foreign(layer.foreign(), "Plots");
    xml.close();
    xml.close();
  }

  private void headers(Layer layer) {
    xml.open("RegionAttributeHeaders", Map.of());
    for (AttributeHeader header : layer.headers()) {
      Map<String, String> fields = new LinkedHashMap<>();
      fields.put("Id", header.id());
      fields.put("Name", header.name());
      fields.put("ColumnWidth", header.columnWidth());
      fields.putAll(header.further());
      xml.empty("AttributeHeader", fields);
    }
    foreign(layer.foreign(), "RegionAttributeHeaders");
    xml.close();
  }

  private void attributes(List<NamedAttribute> attributes, List<ForeignElement> foreign) {
    xml.open("Attributes", Map.of());
    for (NamedAttribute attribute : attributes) {
      Map<String, String> fields = new LinkedHashMap<>();
      fields.put("Name", attribute.name());
      fields.put("Id", attribute.id());
      fields.put("Value", attribute.value());
      fields.putAll(attribute.further());
      xml.empty("Attribute", fields);
    }
    foreign(foreign, "Attributes");
    xml.close();
  }

  private void region(Region region, Optional<Mpp> mpp) {
    Map<String, String> fields = StoredMeasures.of(region, mpp);
    fields.putAll(region.fields());
    fields.put("Id", region.id());
    fields.put("Type", Integer.toString(region.typeCode()));
    fields.put("Text", region.text());
    fields.put("NegativeROA", region.negative() ? "1" : "0");
    xml.open("Region", ordered(fields, REGION_FIELDS));
    attributes(region.attributes(), region.foreign());
    xml.open("Vertices", Map.of());
    Ring ring = region.vertices();
    for (int k = 0; k < ring.size(); k++) {
      Map<String, String> further = region.vertexFields().getOrDefault(k, Map.of());
      xml.vertex(ring.xMicroPx(k), ring.yMicroPx(k), further);
    }
    foreign(region.foreign(), "Vertices");
    xml.close();
    foreign(region.foreign(), "Region");
    xml.close();
  }

  private void foreign(List<ForeignElement> elements, String parent) {
    for (ForeignElement element : elements) {
      if (element.parent().equals(parent)) {
        xml.open(element.name(), element.fields());
        xml.text(element.text());
        foreign(element.children(), element.name());
        xml.close();
      }
    }
  }

  /** Known fields in ImageScope's order, then the others as they come. */
  private static Map<String, String> ordered(Map<String, String> fields, List<String> order) {
    Map<String, String> all = new LinkedHashMap<>();
    for (String name : order) {
      if (fields.containsKey(name)) {
        all.put(name, fields.get(name));
      }
    }
    fields.forEach(all::putIfAbsent);
    return all;
  }
}
