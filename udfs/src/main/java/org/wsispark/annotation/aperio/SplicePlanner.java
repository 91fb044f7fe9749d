package org.wsispark.annotation.aperio;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.DecimalPixels;
import org.wsispark.annotation.Region;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.Ring;

/** Turns a plan into the pieces of the document that it replaces. */
final class SplicePlanner {
  private static final int LAYER_LEVEL = 1;
  private static final int REGIONS_LEVEL = 2;
  private static final int REGION_LEVEL = 3;

  private final XmlUnits units;
  private final ElementSpans spans;
  private final AnnotationDocument document;
  private final DocumentLayout layout;
  private final TagLexer tag;
  private final Splices splices;

  SplicePlanner(XmlUnits units, ElementSpans spans, AnnotationDocument document) {
    this.units = units;
    this.spans = spans;
    this.document = document;
    this.layout = DocumentLayout.of(units, spans);
    this.tag = new TagLexer(units);
    this.splices = new Splices(units);
  }

  byte[] applied(EditPlan plan) {
    plan.layers().forEach(this::layer);
    StringBuilder added = new StringBuilder();
    plan.added()
        .forEach(
            layer ->
                added
                    .append(layout.line(LAYER_LEVEL))
                    .append(layout.fitted(AperioWriter.layer(layer, document.mpp(), LAYER_LEVEL))));
    append(0, added.toString(), LAYER_LEVEL - 1);
    return splices.applied();
  }

  private void layer(int position, EditPlan.LayerPatch patch) {
    int element = spans.child(0, "Annotation", position);
    fields(element, patch.fields);
    patch.regions.forEach((k, change) -> region(element, position, k, change));
    keepImpliedIds(element, position, patch);
    StringBuilder added = new StringBuilder();
    for (Region region : patch.added) {
      added
          .append(layout.line(REGION_LEVEL))
          .append(layout.fitted(AperioWriter.region(region, document.mpp(), REGION_LEVEL)));
    }
    if (!added.isEmpty()) {
      int regions = lastRegions(element);
      if (regions >= 0) {
        append(regions, added.toString(), REGIONS_LEVEL);
      } else {
        String whole =
            layout.line(REGIONS_LEVEL)
                + "<Regions>"
                + added
                + layout.line(REGIONS_LEVEL)
                + "</Regions>";
        beforePlots(element, whole);
      }
    }
  }

  /** A region without Id is named by its position; behind a deleted one the name is written. */
  private void keepImpliedIds(int layer, int position, EditPlan.LayerPatch patch) {
    boolean shifted = false;
    List<Region> regions = document.layers().get(position).regions();
    for (int k = 0; k < regions.size(); k++) {
      EditPlan.RegionPatch change = patch.regions.get(k);
      if (change != null && change.deleted) {
        shifted = true;
      } else if (shifted) {
        int element = spans.grandchild(layer, "Regions", "Region", k);
        tag.read(spans.start(element));
        if (field("Id") < 0) {
          int behindName = spans.start(element) + 1 + "Region".length();
          splices.insert(behindName, " Id=\"" + regions.get(k).id() + "\"");
        }
      }
    }
  }

  /** New regions stand behind the last of the model, so in the last of the lists. */
  private int lastRegions(int layer) {
    int last = -1;
    for (int n = 0; spans.child(layer, "Regions", n) >= 0; n++) {
      last = spans.child(layer, "Regions", n);
    }
    return last;
  }

  private void beforePlots(int layer, String text) {
    int plots = spans.child(layer, "Plots", 0);
    if (plots >= 0) {
      splices.insert(spaceBefore(layer, plots), text);
    } else {
      append(layer, text, LAYER_LEVEL);
    }
  }

  /** Puts text behind the last child of an element, or into one that has none. */
  private void append(int element, String text, int level) {
    if (text.isEmpty()) {
      return;
    }
    int last = spans.lastChild(element);
    tag.read(spans.start(element));
    if (last >= 0) {
      splices.insert(spans.end(last), text);
    } else if (tag.empty()) {
      String name = spans.name(element);
      splices.replace(
          spans.tagEnd(element) - "/>".length(),
          spans.tagEnd(element),
          ">" + text + layout.line(level) + "</" + name + ">");
    } else {
      splices.insert(spans.tagEnd(element), text + layout.line(level));
    }
  }

  private void region(int layer, int layerPosition, int position, EditPlan.RegionPatch patch) {
    int element = spans.grandchild(layer, "Regions", "Region", position);
    if (patch.deleted) {
      splices.replace(spaceBefore(layer, element), spans.end(element), "");
      return;
    }
    fields(element, patch.fields);
    if (patch.moved.isEmpty()) {
      return;
    }
    Region region = document.layers().get(layerPosition).regions().get(position);
    measures(element, region.withVertices(patch.ring(region.vertices())), document.mpp());
    patch.moved.forEach(
        (k, move) -> {
          tag.read(spans.start(spans.grandchild(element, "Vertices", "Vertex", k)));
          Ring ring = region.vertices();
          coordinate("X", ring.xMicroPx(k), move.xMicroPx());
          coordinate("Y", ring.yMicroPx(k), move.yMicroPx());
        });
  }

  private void coordinate(String name, long before, long after) {
    if (before != after) {
      StringBuilder text = new StringBuilder();
      DecimalPixels.append(text, after);
      int field = field(name);
      splices.replace(tag.valueStart(field), tag.valueEnd(field), text.toString());
    }
  }

  private void measures(int element, Region region, Optional<Mpp> mpp) {
    Map<String, String> values = StoredMeasures.of(region, mpp);
    tag.read(spans.start(element));
    for (String name : StoredMeasures.NAMES) {
      int field = field(name);
      if (field >= 0 && values.containsKey(name)) {
        if (!values.get(name).equals(tag.value(field))) {
          splices.replace(tag.valueStart(field), tag.valueEnd(field), values.get(name));
        }
      } else if (field >= 0) {
        int from = tag.nameStart(field);
        while (TagLexer.isSpace(units.view()[from - 1])) {
          from--;
        }
        splices.replace(from, tag.valueEnd(field) + 1, "");
      }
    }
  }

  private void fields(int element, SortedMap<String, String> fields) {
    if (fields.isEmpty()) {
      return;
    }
    tag.read(spans.start(element));
    fields.forEach(
        (name, value) -> {
          int field = field(name);
          String text = XmlText.escaped(value);
          if (field >= 0) {
            splices.replace(tag.valueStart(field), tag.valueEnd(field), text);
          } else {
            int last = tag.fieldCount() - 1;
            // Every layer and region has an Id or a Type.
            splices.insert(tag.valueEnd(last) + 1, " " + name + "=\"" + text + "\"");
          }
        });
  }

  private int field(String name) {
    for (int k = 0; k < tag.fieldCount(); k++) {
      if (tag.fieldName(k).equals(name)) {
        return k;
      }
    }
    return -1;
  }

  /** First unit of the white space before an element, or of the element where text is before it. */
  private int spaceBefore(int layer, int element) {
    int from = spans.start(element);
    while (from > spans.tagEnd(layer) && TagLexer.isSpace(units.view()[from - 1])) {
      from--;
    }
    return units.view()[from - 1] == '>' ? from : spans.start(element);
  }
}
